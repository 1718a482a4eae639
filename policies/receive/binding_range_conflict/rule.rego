# METADATA
# title: Remote IP ranges of connectors are equal or overlap on one binding
# description: |
#   Of the connectors on one address and port the one whose RemoteIPRanges names a client most
#   specifically answers it, so ranges may nest to any depth. Equal ranges, or ranges of which
#   neither contains the other, leave open who answers: New-ReceiveConnector and
#   Set-ReceiveConnector refuse them with "The values that you specified for the Bindings and
#   RemoteIPRanges parameters conflict with the settings on Receive connector", and so does any
#   later change to one of the two.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["Bindings and RemoteIPRanges parameters conflict with the settings on Receive connector"]
#   fix: choice
#   remediation:
#     - with: spare
#       do: Take the range from this connector
#       command: Set-ReceiveConnector -Identity <identity> -RemoteIPRanges @{Remove=<range>}
#       caution: The other connector then answers these clients, with its own permissions.
#     - without: spare
#       do: 'Take <range> from the other connector, or disable or remove the one that is not needed: a connector needs some range'
#   tags: [binding]
package exchlint.receive.binding_range_conflict

findings contains {
	"property": "RemoteIPRanges",
	"message": message,
	"related": [{
		"kind": "ReceiveConnector",
		"identity": other.identity,
		"property": "RemoteIPRanges",
		"message": sprintf("has \"%s\"", [other.other]),
	}],
	"values": {"range": other.range, "spare": _spare},
} if {
	some other in input.range_conflicts
	message := sprintf(
		"RemoteIPRanges has \"%s\", and %s on the same binding (%s) has \"%s\"%s: Exchange refuses that, and which of the two answers a client is open",
		[other.range, other.identity, other.binding, other.other, _how[other.identical]],
	)
}

# A connector keeps some range.
default _spare := ""

_spare := "true" if count(input.RemoteIPRanges) > 1

_how := {true: "", false: ", which overlaps it in part"}
