# METADATA
# title: Source transport server not found in the exports
# description: |
#   The connector sends from a server of which there is neither a receive connector nor a certificate. It
#   may have been decommissioned: then mail that is routed there waits in a queue for nobody, and the Hybrid
#   Configuration Wizard fails on it. Or its exports are missing.
#
#   Connectors that an Edge subscription made are left out, for Edge servers are exported by themselves. Where
#   exports are incomplete on purpose, say so in the configuration: organization.incompleteExport.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   remediation: |
#     Get-ExchangeServer | Format-Table Name,ServerRole
#     # if it is gone:
#     Set-SendConnector -Identity <identity> -SourceTransportServers @{Remove=<source>}
#   tags: [consistency]
package exchlint.send.source_server_unknown

import data.exchlint.lib.names

findings contains {
	"property": "SourceTransportServers",
	"message": sprintf("SourceTransportServers has %s, which no other export mentions: if the server no longer exists, mail routed there stays in its queue", [names.listed(input.unknown_sources)]),
	"values": {"source": input.unknown_sources[0]},
} if {
	not input.disabled
	count(input.unknown_sources) > 0
}
