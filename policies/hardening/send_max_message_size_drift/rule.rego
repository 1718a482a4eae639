# METADATA
# title: MaxMessageSize differs between send connectors
# description: |
#   MaxMessageSize differs from that of the organization's other send connectors, so whether a large message
#   is returned depends on where it goes. The STIG for Exchange asks for the organization's own limit,
#   which Get-TransportConfig shows and these exports don't: connectors are compared only with each other.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/mail-flow/message-size-limits
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: See what the organization allows
#       command: Get-TransportConfig | Format-List MaxSendSize
#     - do: Give the send connectors the MaxMessageSize that is meant
#   tags: [hardening, stig-V-259681, stig-EX19-MB-000128, stig-V-259602, stig-EX19-ED-000115, stig-V-228385, stig-V-221223]
#   profiles: [stig]
package exchlint.hardening.send_max_message_size_drift

import data.exchlint.lib.peers

findings contains {
	"property": "MaxMessageSize",
	"message": sprintf("%s: whether a large message is returned depends on where it goes", [peers.difference(drift)]),
	"related": [place |
		some other in drift.others
		place := {"kind": "SendConnector", "identity": other.identity, "property": "MaxMessageSize", "message": sprintf("MaxMessageSize is \"%s\" there", [other.value])}
	],
} if {
	some drift in input.size_drift
}
