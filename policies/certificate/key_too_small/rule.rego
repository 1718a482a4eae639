# METADATA
# title: SMTP certificate has a key below 2048 bits
# description: |
#   An RSA or DSA key of less than 2048 bits can be broken at a known price, so peers and current Windows
#   refuse it in TLS, and no CA that browsers trust has issued one for years. Below 1024 bits Exchange
#   itself may pass over the certificate. ECC keys, which are shorter, are not checked.
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
#       do: 'Have it issued again with a key of 2,048 bits or more: request it on <server> itself, complete the request there, and import the certificate with its key on the other servers that need it'
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#     - without: self_signed
#       do: Enable the new certificate for SMTP, name it on the connectors that use this one, and remove this one
#     - with: self_signed
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#   tags: [certificate, cwe-326]
package exchlint.certificate.key_too_small

import data.exchlint.lib.scope

findings contains {
	"property": "PublicKeySize",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	input.PublicKeySize > _longest_curve
	input.PublicKeySize < 2048
	scope.transport(input)
	message := sprintf("has a key of \"%d\" bits%s: peers refuse RSA keys below 2048 bits in TLS", [input.PublicKeySize, scope.users(input.used_by)])
}

# Up to here a number may be the length of an ECC key, or that of a good RSA key in bytes.
_longest_curve := 521

default _level := "warning"

_level := "error" if count(input.used_by) > 0
