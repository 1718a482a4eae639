# METADATA
# title: Users can authenticate on the port for mail from the Internet
# description: |
#   Port 25 is where other organizations' servers deliver, and anybody can find it by its MX record.
#   With ExchangeUsers and Basic or Windows authentication, passwords can be tried there from
#   anywhere, past whatever guards the logon elsewhere. Mail programs belong on port 587.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://www.rfc-editor.org/rfc/rfc6409
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - with: groups
#       do: Take ExchangeUsers away
#       command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#       caution: Mail programs then send on port 587.
#     - without: groups
#       do: Take ExchangeUsers away, and give it the groups that it is meant for
#       fix: choice
#   tags: [permissions, authentication, cwe-307]
package exchlint.receive.client_auth_on_port_25

findings contains {
	"property": "PermissionGroups",
	"message": message,
	"values": {"groups": concat(", ", _remaining)},
} if {
	input.external
	25 in input.ports
	input.wide
	"ExchangeUsers" in input.PermissionGroups
	some mechanism in {"BasicAuth", "Integrated"}
	mechanism in input.AuthMechanism
	message := sprintf(
		"PermissionGroups is \"%s\" and AuthMechanism \"%s\" on port 25, open to every address: passwords can be tried here from anywhere",
		[concat(", ", input.PermissionGroups), concat(", ", input.AuthMechanism)],
	)
}

_remaining := [group | some group in input.PermissionGroups; not group in {"ExchangeUsers", "Custom"}]
