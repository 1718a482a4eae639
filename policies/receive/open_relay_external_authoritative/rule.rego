# METADATA
# title: Externally secured receive connector is open to everyone
# description: |
#   ExternalAuthoritative says that something else, an IPsec tunnel or a wall, has made sure who
#   connects, so whoever connects is taken for one of the organization's own Exchange servers: it may
#   relay to any domain, is not filtered, and its senders are shown as colleagues. With RemoteIPRanges
#   that nobody has counted, this is an open relay: the organization lands on block lists, and forged
#   internal mail arrives as genuine.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Narrow RemoteIPRanges to the few hosts that may relay
#     - note: The hosts are not Exchange servers.
#       or:
#         - do: Let them send as anonymous clients
#           command: Set-ReceiveConnector -Identity <identity> -AuthMechanism Tls -PermissionGroups AnonymousUsers
#   tags: [relay, permissions, cwe-284, cwe-441]
package exchlint.receive.open_relay_external_authoritative

import data.exchlint.lib.names

findings contains {"property": "RemoteIPRanges", "message": message} if {
	input.Enabled
	"ExternalAuthoritative" in input.AuthMechanism
	"ExchangeServers" in input.PermissionGroups
	input.wide
	message := sprintf(
		"RemoteIPRanges is \"%s\" and AuthMechanism has ExternalAuthoritative: every host of these is taken for one of the organization's own servers, may relay to any domain and is not filtered",
		[names.listed(input.RemoteIPRanges)],
	)
}
