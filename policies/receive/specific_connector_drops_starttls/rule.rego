# METADATA
# title: More specific connector without STARTTLS overrides one that offers it
# description: |
#   Of the connectors on one address and port the one whose RemoteIPRanges names a client most
#   specifically answers it. This one offers no STARTTLS, and its ranges lie inside those of a
#   connector that does: the clients in them see a server without STARTTLS, while everybody else
#   sees one with it. That is how "port 25 has no STARTTLS" comes and goes with the place from which
#   it is tested, or after a load balancer was replaced: what counts is the address that the server
#   sees. Exchange Online gives up with "451 5.7.3 STARTTLS is required to send mail".
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["451 5.7.3 STARTTLS is required to send mail", "450 4.4.101"]
#   fix: choice
#   remediation:
#     - with: mechanisms
#       do: Offer STARTTLS here
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#     - without: mechanisms
#       do: 'Give it a certificate: that has a finding of its own'
#     - note: The other connector should answer these clients.
#       or:
#         - with: spare
#           do: Take the range away
#           command: Set-ReceiveConnector -Identity <identity> -RemoteIPRanges @{Remove=<range>}
#           caution: They then have the permissions that the other one gives.
#   tags: [tls, binding]
package exchlint.receive.specific_connector_drops_starttls

findings contains {
	"property": "RemoteIPRanges",
	"message": message,
	"level": _level,
	"related": [{
		"kind": "ReceiveConnector",
		"identity": other.identity,
		"property": "RemoteIPRanges",
		"message": sprintf("has \"%s\" and offers STARTTLS", [other.other]),
	}],
	"values": {"mechanisms": _with_tls, "range": other.range, "spare": _spare},
} if {
	some other in input.without_starttls
	not _devices
	message := sprintf(
		"RemoteIPRanges has \"%s\", inside \"%s\" of %s on the same binding: these clients get no STARTTLS here (%s), which they would get there%s",
		[other.range, other.other, other.identity, _cause, _who],
	)
}

default _level := "warning"

_level := "error" if _important

_level := "note" if {
	not _important
	_on_purpose
}

# The configuration says that only devices without TLS come here, each of which it names.
_devices if {
	input.plain_relay
	not _important
	every range in input.RemoteIPRanges {
		not regex.match(`[-/(]`, range)
	}
}

# Devices that speak no TLS, and the pattern of an externally secured relay for few hosts.
_on_purpose if input.plain_relay

_on_purpose if {
	input.AuthMechanism == ["ExternalAuthoritative"]
	not input.wide
}

_important if input.exchange_online != "no"

_important if count(input.load_balancers) > 0

_cause := "AuthMechanism is without Tls" if not "Tls" in input.AuthMechanism

_cause := "no certificate is found" if "Tls" in input.AuthMechanism

default _who := ""

_who := ". Exchange Online is among them: \"451 5.7.3 STARTTLS is required to send mail\"" if input.exchange_online != "no"

_who := sprintf(". Among them is %s, by which clients of all kinds come", [concat(", ", input.load_balancers)]) if {
	input.exchange_online == "no"
	count(input.load_balancers) > 0
}

default _with_tls := ""

_with_tls := concat(", ", array.concat(["Tls"], input.AuthMechanism)) if not "Tls" in input.AuthMechanism

# A connector keeps some range.
default _spare := ""

_spare := "true" if count(input.RemoteIPRanges) > 1
