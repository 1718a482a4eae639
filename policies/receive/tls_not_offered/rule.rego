# METADATA
# title: External receive connector does not offer TLS
# description: |
#   STARTTLS is offered only where AuthMechanism has Tls in it; BasicAuthRequireTLS does not imply
#   it. Without STARTTLS mail arrives in clear, and senders that insist on TLS give up: Exchange
#   Online with "451 5.7.3 STARTTLS is required to send mail" and "450 4.4.101 Proxy session setup
#   failed", mail programs with "does not support the selected authentication method".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://www.rfc-editor.org/rfc/rfc3207
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["451 5.7.3 STARTTLS is required to send mail", "450 4.4.101 Proxy session setup failed", "does not support the selected authentication method"]
#   fix: command
#   remediation:
#     - do: Offer STARTTLS
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#   tags: [tls, cwe-319, stig-V-259710, stig-V-259641, stig-V-221261, stig-V-228375]
package exchlint.receive.tls_not_offered

findings contains {
	"property": "AuthMechanism",
	"message": message,
	"level": _level,
	"values": {"mechanisms": concat(", ", array.concat(["Tls"], input.AuthMechanism))},
} if {
	input.external
	not "Tls" in input.AuthMechanism
	not _on_purpose
	message := sprintf(
		"AuthMechanism is \"%s\", without Tls: port %s does not offer STARTTLS, and senders that insist on it get \"451 5.7.3 STARTTLS is required to send mail\"",
		[concat(", ", _or_none(input.AuthMechanism)), concat(", ", [sprintf("%d", [port]) | some port in input.ports])],
	)
}

# The configuration says that only devices without TLS come here, and they can be counted.
_on_purpose if {
	input.plain_relay
	not input.wide
	not _exposed
}

_or_none(mechanisms) := mechanisms if count(mechanisms) > 0

_or_none(mechanisms) := ["None"] if count(mechanisms) == 0

default _level := "warning"

_level := "error" if _exposed

_level := "note" if {
	not _exposed
	input.AuthMechanism == ["ExternalAuthoritative"]
	not input.wide
}

_exposed if {
	"AnonymousUsers" in input.PermissionGroups
	input.wide
}

_exposed if "ExchangeUsers" in input.PermissionGroups

_exposed if count(input.TlsDomainCapabilities) > 0
