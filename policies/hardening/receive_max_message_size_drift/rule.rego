# METADATA
# title: MaxMessageSize of a receive connector differs between servers
# description: |
#   MaxMessageSize differs from that of the same connector on other servers, so whether a large message is
#   refused with "552 5.3.4 Message size exceeds fixed maximum message size" depends on the server that it
#   arrives at. The STIG for Exchange asks for the organization's own limit, which Get-TransportConfig shows
#   and these exports don't: connectors are compared only with each other.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/message-size-limits
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: See what the organization allows
#       command: Get-TransportConfig | Format-List MaxReceiveSize
#     - do: Give the connector the same MaxMessageSize on all servers
#   tags: [hardening, stig-V-259677, stig-EX19-MB-000124, stig-V-259607, stig-EX19-ED-000120, stig-V-228382, stig-V-221231]
#   profiles: [stig]
package exchlint.hardening.receive_max_message_size_drift

import data.exchlint.lib.peers

findings contains {
	"property": "MaxMessageSize",
	"message": sprintf("%s: whether a large message is refused depends on the server that it arrives at", [peers.difference(drift)]),
	"related": peers.places(drift),
} if {
	some drift in input.size_drift
}
