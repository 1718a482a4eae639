# METADATA
# title: Smart host is treated as externally secured
# description: |
#   SmartHostAuthMechanism ExternalAuthoritative says that the connection is secured by something that
#   Exchange knows nothing of, as IPsec. Exchange does not log on then, does not insist on TLS by
#   itself, and takes the host for one of its own, so headers that are meant for the organization alone
#   may go along. That fits a gateway in the own network, and hardly a provider on the Internet.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Log on no more
#       command: Set-SendConnector -Identity <identity> -SmartHostAuthMechanism None
#     - when: the smart host is known to offer STARTTLS
#       do: Require TLS
#       command: Set-SendConnector -Identity <identity> -RequireTLS $true
#       caution: Where it does not, mail stays in the queue.
#   tags: [tls, authentication]
package exchlint.send.external_authoritative_smart_host

import data.exchlint.lib.names

findings contains {"property": "SmartHostAuthMechanism", "message": message} if {
	input.Enabled
	input.SmartHostAuthMechanism == "ExternalAuthoritative"
	count(input.SmartHosts) > 0
	not input.exo
	message := sprintf(
		"SmartHostAuthMechanism is \"ExternalAuthoritative\": \"%s\" is taken for one of the organization's own hosts on a line that is secured by other means than TLS",
		[names.listed(input.SmartHosts)],
	)
}
