# METADATA
# title: MaxHopCount differs from the STIG value
# description: |
#   A message that has passed more servers than MaxHopCount is refused as looping. The STIG for Exchange
#   asks for 60, which is the default. Fewer refuse mail that came a long way, more let a loop run on.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the number of hops
#       command: Set-ReceiveConnector -Identity <identity> -MaxHopCount <count>
#   tags: [hardening, stig-V-259678, stig-EX19-MB-000125, stig-V-259599, stig-EX19-ED-000112, stig-V-228384, stig-V-221226]
#   profiles: [stig]
#   parameters:
#     hops: {type: integer, minimum: 1, default: 60, description: The MaxHopCount that is asked for}
package exchlint.hardening.receive_max_hop_count

findings contains {
	"property": "MaxHopCount",
	"message": sprintf("MaxHopCount is \"%v\", not %d: messages in a loop are refused too early or too late", [input.MaxHopCount, parameters.hops]),
	"values": {"count": sprintf("%d", [parameters.hops])},
} if {
	input.Enabled
	input.MaxHopCount != parameters.hops
}
