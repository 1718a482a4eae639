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
#   fix: outside
#   remediation:
#     - without: self_signed
#       do: 'Have it issued again with an RSA key: request it on <server> itself, complete the request there, and import the certificate with its key on the other servers that need it'
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#     - without: self_signed
#       do: Enable the new certificate for SMTP, name it on the connectors that use this one, and remove this one
#     - with: self_signed
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#     - note: Every Exchange server can use ECC certificates, once it is switched on as the first link above says.
#       or:
#         - do: Switch it on, and set eccForSmtp in the configuration of exchlint
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
