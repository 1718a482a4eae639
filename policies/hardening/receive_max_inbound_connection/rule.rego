# METADATA
# title: MaxInboundConnection differs from the STIG value
# description: |
#   MaxInboundConnection is how many connections the connector serves at once. The STIG for Exchange asks
#   for 5000, the default. Advice for servers that run short of resources is to lower it, so weigh the
#   one against the other.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the number of connections
#       command: Set-ReceiveConnector -Identity <identity> -MaxInboundConnection <count>
#   tags: [hardening, stig-V-259606, stig-EX19-ED-000119, stig-V-221230]
#   profiles: [stig]
#   parameters:
#     connections: {type: integer, minimum: 1, default: 5000, description: The MaxInboundConnection that is asked for}
package exchlint.hardening.receive_max_inbound_connection

findings contains {
	"property": "MaxInboundConnection",
	"message": sprintf("MaxInboundConnection is \"%v\", not %d: the connector refuses clients at a different number of connections", [input.MaxInboundConnection, parameters.connections]),
	"values": {"count": sprintf("%d", [parameters.connections])},
} if {
	input.Enabled
	input.MaxInboundConnection != parameters.connections
}
