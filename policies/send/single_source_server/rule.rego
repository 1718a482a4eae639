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
#   remediation: |
#     # every source server needs the certificate that the connector is bound to, and the way out through the firewall:
#     Set-SendConnector -Identity <identity> -SourceTransportServers @{Add=<other>}
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
