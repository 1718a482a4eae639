# METADATA
# title: RemoteIPRanges differ between servers
# description: |
#   RemoteIPRanges of a receive connector differ from those of the same connector on the other servers: a
#   client was added or taken out on one and not on the rest. Printers and applications can send over one
#   server only, as the load balancer, DNS or a maintenance decides; or one server lets in, and maybe
#   relays for, clients that nobody meant to let in any more.
#
#   The ranges are compared by the addresses that they cover, however they are written; the servers' own
#   addresses are left out.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Compare the two
#       command: Compare-Object (Get-ReceiveConnector -Identity <identity>).RemoteIPRanges (Get-ReceiveConnector -Identity <peer>).RemoteIPRanges
#     - do: Give the connector the clients that are meant, on each server
#   tags: [consistency, relay]
package exchlint.peer.relay_range_drift

import data.exchlint.lib.names

findings contains {
	"property": "RemoteIPRanges",
	"message": sprintf("RemoteIPRanges %s, unlike %s: whether such a client may send depends on the server that it reaches", [concat(" and ", _differences(drift)), drift.others[0]]),
	"related": [{"kind": "ReceiveConnector", "identity": other, "property": "RemoteIPRanges", "message": "different clients are allowed there"} | some other in drift.others],
	"values": {"peer": drift.others[0]},
} if {
	some drift in input.range_drift
}

_differences(drift) := array.concat(_listed("lets in", drift.added), _listed("does not let in", drift.removed))

_listed(_, ranges) := [] if count(ranges) == 0

_listed(what, ranges) := [sprintf("%s \"%s\"", [what, names.listed(ranges)])] if count(ranges) > 0
