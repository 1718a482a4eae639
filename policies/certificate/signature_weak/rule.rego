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
#   remediation: |
#     # have the CA issue it again, signed with SHA-256:
#     Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -RequestFile <file>
#   tags: [certificate, cwe-327, cwe-328]
package exchlint.certificate.signature_weak

import data.exchlint.lib.scope

findings contains {
	"property": "SignatureAlgorithm",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	_weak
	scope.transport(input)
	message := sprintf("is signed with \"%s\"%s: %s", [input.SignatureAlgorithm, scope.users(input.used_by), _consequence])
}

_weak if _md

_weak if _sha1

_algorithm := lower(input.SignatureAlgorithm)

_md if regex.match(`md[245]`, _algorithm)

_sha1 if regex.match(`sha-?1|^sharsa$`, _algorithm)

_level := "error" if _md

_level := "warning" if {
	_sha1
	not input.self_signed
}

_level := "note" if {
	_sha1
	input.self_signed
}

_consequence := "TLS 1.2 fails with it" if _md

_consequence := "peers refuse SHA-1 in a CA's certificate" if {
	_sha1
	not input.self_signed
}

_consequence := "older builds of Exchange make their own certificate so; a new one has SHA-256" if {
	_sha1
	input.self_signed
}
