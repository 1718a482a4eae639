# METADATA
# title: Send connector has a single source server
# description: |
#   The connector to the Internet or to Exchange Online has one source server, though there are others of
#   its role. While that one is down or in maintenance, mail for it waits in the queues of the others.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Add a second server to SourceTransportServers
#       caution: It needs the certificate that the connector names and the way out through the firewall.
#   tags: [availability]
package exchlint.send.single_source_server

findings contains {
	"property": "SourceTransportServers",
	"message": sprintf("SourceTransportServers is \"%s\" only, one of %d servers: while it is down, mail waits", [input.SourceTransportServers[0], input.servers_of_role]),
} if {
	not input.disabled
	_outwards
	count(input.SourceTransportServers) == 1
	input.servers_of_role > 1
}

_outwards if input.internet

_outwards if input.exo
