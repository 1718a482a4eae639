# METADATA
# title: ECC certificate is enabled for SMTP
# description: |
#   Builds of Exchange before the support for ECC certificates, and those where it was not switched
#   on, pass over keys that are neither RSA nor DSA: STARTTLS may be missing (event 12014) although
#   the certificate is there and enabled. Where they take it, both sides must share an ECDSA cipher
#   suite. If ECC is enabled, set organization.eccForSmtp in the configuration.
# related_resources:
#   - https://aka.ms/HC-EccCertificateChange
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   remediation: |
#     # request one with an RSA key, or switch ECC on for every server, as the first link above says:
#     Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -KeySize 2048 -RequestFile <file>
#   tags: [certificate]
#   symptoms: ["event 12014"]
package exchlint.certificate.ecc_on_smtp

import data.exchlint.lib.scope

findings contains {
	"property": "PublicKey",
	"message": message,
	"related": scope.places(input.used_by),
} if {
	input.PublicKey == "ECC"
	"SMTP" in input.Services
	input.purpose == "transport"
	not input.ecc_for_smtp
	message := sprintf("has an \"ECC\" key and is enabled for SMTP%s: builds without support for it may pass over it, and STARTTLS may be missing (event 12014)", [scope.users(input.used_by)])
}
