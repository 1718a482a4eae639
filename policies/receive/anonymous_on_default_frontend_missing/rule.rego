# METADATA
# title: No connector of the server accepts mail from the Internet
# description: |
#   None of the server's front-end connectors that are enabled on port 25 has AnonymousUsers. Other
#   organizations' servers don't log on, and neither does Exchange Online, so their mail is refused with "530 5.7.1 Client was not authenticated".
#
#   That is as it should be where mail comes through a gateway with a connector of its own; the
#   configuration says so by gatewayInFront. The finding is about the connector that was most likely
#   meant to take the mail.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Accept mail from the Internet again
#       command: Set-ReceiveConnector -Identity <identity> -Enabled $true -PermissionGroups <groups>
#   tags: [permissions, mail-flow]
#   symptoms: ["530 5.7.1", "Client was not authenticated"]
package exchlint.receive.anonymous_on_default_frontend_missing

findings contains {
	"property": _property,
	"message": message,
	"values": {"groups": concat(", ", _groups)},
} if {
	input.anonymous_mail_missing
	message := sprintf(
		"no front-end connector of %s that is enabled on port 25 has AnonymousUsers (here: %s): mail from the Internet is refused with \"530 5.7.1 Client was not authenticated\"",
		[input.Server, _state],
	)
}

_groups := array.concat(["AnonymousUsers"], [group | some group in input.PermissionGroups; not group in {"AnonymousUsers", "Custom"}])

default _property := "PermissionGroups"

_property := "Enabled" if input.disabled

_state := "disabled" if input.disabled

_state := sprintf("PermissionGroups \"%s\" on port %s", [_shown, concat(", ", [sprintf("%d", [port]) | some port in input.ports])]) if {
	not input.disabled
}

_shown := "None" if count(input.PermissionGroups) == 0

_shown := concat(", ", input.PermissionGroups) if count(input.PermissionGroups) > 0
