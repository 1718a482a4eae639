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
#   remediation: |
#     Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -KeySize 2048 -RequestFile <file>
#     # import what the CA returns on every server, enable it for SMTP (answer No to overwriting the default certificate), and bind the connectors to it
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
