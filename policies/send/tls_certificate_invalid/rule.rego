# METADATA
# title: Send connector's certificate is expired, not valid or has no private key
# description: |
#   On a source server every certificate that TlsCertificateName finds is expired, not yet valid,
#   without its private key, or refused by Windows. Mail that leaves there fails with "TLS
#   negotiation failed with error NoCredentials" or "454 4.7.5 The certificate specified in
#   TlsCertificateName of the SendConnector could not be found", or Exchange Online does not
#   recognize the sender ("550 5.7.64 TenantAttribution").
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Bring a valid certificate of the same issuer and subject to <on>, or name another one that every source server has
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [tls, certificate, cwe-298, cwe-295]
#   symptoms: ["454 4.7.5", "TLS negotiation failed with error NoCredentials", "550 5.7.64 TenantAttribution"]
package exchlint.send.tls_certificate_invalid

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"related": certificates.related(input.sources_with_defects, "Thumbprint", "the certificate that can't be used"),
	"values": {"on": split(input.sources_with_defects[0].identity, "\\")[0]},
} if {
	not input.disabled
	count(input.sources_with_defects) > 0
	message := sprintf(
		"TlsCertificateName finds no usable certificate (%s): mail that leaves there may fail with \"454 4.7.5\" or \"TLS negotiation failed with error NoCredentials\"",
		[certificates.wrong(input.sources_with_defects)],
	)
}
