# METADATA
# title: Internal connector accepts anonymous clients
# description: |
#   The connectors of the transport service (port 2525, client proxy on 465) and those for outbound
#   mail (717) are for the organization's own servers, which log on. With AnonymousUsers on one that
#   answers any address, whoever reaches its port delivers past the front end and whatever is filtered
#   there.
#
#   Connectors on port 25, relays for few addresses and Edge servers, whose one
#   connector serves every purpose, are not checked.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://learn.microsoft.com/exchange/mail-flow/mail-flow
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Take AnonymousUsers away
#       command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#   tags: [permissions, cwe-284, stig-V-259687, stig-EX19-MB-000135, stig-V-259622, stig-EX19-ED-000136, stig-V-228391, stig-V-221245]
package exchlint.receive.anonymous_on_internal_connector

import data.exchlint.lib.names

findings contains {
	"property": "PermissionGroups",
	"message": message,
	"values": {"groups": names.flags([group | some group in input.PermissionGroups; not group in {"AnonymousUsers", "Custom"}])},
} if {
	input.Enabled
	"AnonymousUsers" in input.PermissionGroups
	_internal
	input.wide
	message := sprintf(
		"PermissionGroups is \"%s\" on port %s, which is for the organization's own servers: anonymous clients deliver here past the front end and what it filters",
		[concat(", ", input.PermissionGroups), concat(", ", [sprintf("%d", [port]) | some port in input.ports])],
	)
}

_internal if {
	not input.external
	not 25 in input.ports
}

_internal if {
	input.TransportRole == "FrontendTransport"
	count(input.ports) > 0
	every port in input.ports {
		port in {465, 717, 2525}
	}
}
