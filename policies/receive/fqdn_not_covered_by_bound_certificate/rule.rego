# METADATA
# title: Bound certificate does not cover the connector's EHLO name
# description: |
#   The connector greets with its Fqdn, and the certificate that TlsCertificateName binds does not
#   cover that name. Mail programs and Exchange Online check the certificate against the host that
#   they connected to, not against the greeting, so mostly nothing breaks; strict SMTP clients and
#   some test sites complain.
#
#   With ExchangeServer in AuthMechanism the Fqdn must stay the server's own name: there the
#   difference is as it should be, also after the Hybrid Configuration Wizard.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Set Fqdn to a name that the certificate has
#       caution: With ExchangeServer in AuthMechanism Exchange takes the name of the server alone.
#     - note: The name is what clients connect to.
#       or:
#         - do: Name a certificate that covers it
#   tags: [tls, certificate, cwe-297]
package exchlint.receive.fqdn_not_covered_by_bound_certificate

import data.exchlint.lib.certificates

findings contains {
	"property": "Fqdn",
	"message": message,
	"related": certificates.related(input.bound_certificates, "CertificateDomains", "the certificate that is bound"),
} if {
	input.external
	not "ExchangeServer" in input.AuthMechanism
	not input.fqdn_covered
	message := sprintf(
		"Fqdn is \"%s\", which the certificate bound by TlsCertificateName, %s, does not cover: strict clients may take the greeting and the certificate for two servers",
		[input.Fqdn, input.bound_certificates[0].identity],
	)
}
