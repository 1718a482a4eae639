# METADATA
# title: SMTP certificate has no private key on this server
# description: |
#   The certificate was imported without its private key, so nothing can be signed with it: "TLS
#   negotiation failed with error NoCredentials", "421 4.4.1 Connection timed out"; for receiving, it is
#   passed over and STARTTLS may be missing. The key stays where the request was made: completing it on
#   another server gives a certificate without a key.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Have Windows look for the key, on <server> itself
#       command: certutil -repairstore my <thumbprint>
#     - when: the key is not there
#       do: Export the certificate with its key, as a PFX file, where it has one, and import that on <server>
#   tags: [certificate]
#   symptoms: ["TLS negotiation failed with error NoCredentials", "421 4.4.1"]
package exchlint.certificate.private_key_missing

import data.exchlint.lib.scope

findings contains {
	"property": "HasPrivateKey",
	"message": message,
	"related": scope.places(input.used_by),
} if {
	input.HasPrivateKey == false
	input.Status != "PendingRequest"
	scope.transport(input)
	message := sprintf("has no private key on this server%s: TLS with it fails (\"TLS negotiation failed with error NoCredentials\")", [scope.users(input.used_by)])
}
