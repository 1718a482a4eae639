# METADATA
# title: Client submission connector accepts anonymous clients
# description: |
#   Port 587 is for users who log on. With AnonymousUsers, anyone who reaches the port may send to the
#   organization's own domains under any name, without a password. The group is often added to get rid of
#   "530 5.7.1 Client was not authenticated", which means that a mail program is set up without a logon.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://learn.microsoft.com/exchange/clients/pop3-and-imap4/configure-authenticated-smtp
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Take AnonymousUsers away
#       command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#       caution: Devices that send here without logging on need a connector of their own on port 25.
#   symptoms: ["530 5.7.1 Client was not authenticated"]
#   tags: [permissions, cwe-284]
package exchlint.receive.anonymous_on_submission_port

import data.exchlint.lib.names

findings contains {
	"property": "PermissionGroups",
	"message": sprintf("PermissionGroups is \"%s\" on port 587, which is for users who log on: anyone can send to the organization's domains under any name", [concat(", ", input.PermissionGroups)]),
	"values": {"groups": _groups},
} if {
	input.external
	587 in input.ports
	"AnonymousUsers" in input.PermissionGroups
}

_groups := names.flags(_others) if count(_others) > 0

_groups := "ExchangeUsers" if count(_others) == 0

_others := [group | some group in input.PermissionGroups; not group in {"AnonymousUsers", "Custom"}]
