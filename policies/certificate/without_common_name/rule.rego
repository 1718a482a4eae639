# METADATA
# title: SMTP certificate can't be bound to a connector
# description: |
#   TlsCertificateName takes only a certificate whose subject has a host name as its common name, and
#   CAs may leave it out by now: the names are in the subject alternative name. Set-ReceiveConnector
#   and Set-SendConnector refuse such a certificate, so connectors go on with an old one or with the
#   server's self-signed one.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: outside
#   remediation:
#     - do: Ask the CA for a certificate whose subject has a host name as its common name (CN)
#   tags: [certificate]
package exchlint.certificate.without_common_name

import data.exchlint.lib.names

findings contains {"property": "Subject", "message": message} if {
	input.purpose == "transport"
	"SMTP" in input.Services
	not input.self_signed
	not input.nameable
	count(input.wanted_by) > 0
	message := sprintf(
		"Subject is \"%s\", without a host name as its common name: no TlsCertificateName can name it, so %s can't be bound to it",
		[input.Subject, names.listed(input.wanted_by)],
	)
}
