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
#   fix: choice
#   remediation:
#     - do: See which servers there are
#       command: Get-ExchangeServer | Format-Table Name, ServerRole
#     - with: spare
#       when: the server is gone
#       do: Take it off the list
#       command: Set-SendConnector -Identity <identity> -SourceTransportServers @{Remove=<source>}
#     - without: spare
#       when: the server is gone
#       do: 'Set SourceTransportServers to the servers that send in its place: the list must not be empty'
#   tags: [consistency]
package exchlint.send.source_server_unknown

import data.exchlint.lib.names

findings contains {
	"property": "SourceTransportServers",
	"message": sprintf("SourceTransportServers has %s, which no other export mentions: if the server no longer exists, mail routed there stays in its queue", [names.listed(input.unknown_sources)]),
	"values": {"source": input.unknown_sources[0], "spare": _spare},
} if {
	not input.disabled
	count(input.unknown_sources) > 0
}

# The list must not be empty.
default _spare := ""

_spare := "true" if count(input.SourceTransportServers) > count(input.unknown_sources)
