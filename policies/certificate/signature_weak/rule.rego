# METADATA
# title: SMTP certificate has a weak signature
# description: |
#   The certificate is signed with SHA-1 or with one of the MD family. Somebody else's certificate can
#   be made to fit such a signature, so Windows and others refuse MD5 and older in TLS 1.2 whoever
#   signed, and SHA-1 below a public CA. On a self-signed certificate the signature proves nothing in
#   any case: SHA-1 there is what older builds of Exchange set up.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: outside
#   remediation:
#     - without: self_signed
#       do: 'Have it issued again, signed with SHA-256: request it on <server> itself, complete the request there, and import the certificate with its key on the other servers that need it'
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#     - without: self_signed
#       do: Enable the new certificate for SMTP, name it on the connectors that use this one, and remove this one
#     - with: self_signed
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#   tags: [certificate, cwe-327, cwe-328]
package exchlint.certificate.signature_weak

import data.exchlint.lib.scope

findings contains {
	"property": "SignatureAlgorithm",
	"message": message,
	"level": level,
	"related": scope.places(input.used_by),
} if {
	scope.transport(input)
	some [pattern, signers, level, consequence] in _verdicts
	regex.match(pattern, lower(input.SignatureAlgorithm))
	input.self_signed in signers
	message := sprintf("is signed with \"%s\"%s: %s", [input.SignatureAlgorithm, scope.users(input.used_by), consequence])
}

# By the algorithm, and whether the certificate is self-signed. It is one table, not a rule for
# each, because where the algorithm is not known every way to a verdict has to be gone.
_verdicts := [
	[`md[245]`, {true, false}, "error", "TLS 1.2 fails with it"],
	[`sha-?1|^sharsa$`, {false}, "warning", "peers refuse SHA-1 in a CA's certificate"],
	[`sha-?1|^sharsa$`, {true}, "note", "older builds of Exchange make their own certificate so; a new one has SHA-256"],
]
