# METADATA
# title: Settings of a receive connector differ between servers
# description: |
#   A setting of a receive connector differs from that of the same connector on the other servers:
#   it was changed on one and forgotten on the rest. Clients meet one or the other behind the load
#   balancer, so what fails, fails now and then.
#
#   The same connector is the one of the same name, the server's own name in it aside. Fqdn and Bindings
#   are compared without the server's own name and addresses. Differences in authentication,
#   permissions, RequireTLS, ports and Enabled are errors, those in limits, logging, banner and timeouts
#   notes.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Compare the two
#       command: |
#         Get-ReceiveConnector -Identity <identity> | Format-List <setting>
#         Get-ReceiveConnector -Identity <peer> | Format-List <setting>
#     - do: Give the connector the value that is meant, on each server
#   tags: [consistency]
package exchlint.peer.setting_drift

import data.exchlint.lib.peers

findings contains {
	"property": drift.property,
	"message": sprintf("%s: which of them a client meets depends on the server that it reaches", [peers.difference(drift)]),
	"level": _level(drift.property),
	"related": peers.places(drift),
	"values": {"peer": drift.others[0].identity, "setting": drift.property},
} if {
	some drift in input.setting_drift
}

_level(property) := "error" if property in _decisive

_level(property) := "note" if _mild(property)

_level(property) := "warning" if {
	not property in _decisive
	not _mild(property)
}

_decisive := {"AuthMechanism", "Bindings", "Enabled", "PermissionGroups", "RequireTLS"}

_mild(property) if regex.match(`^(Max|Message)|(Timeout|Interval|Delay)$|^(Banner|ProtocolLoggingLevel|SizeEnabled)$`, property)
