# METADATA
# title: Receive connector accepts mail from nobody
# description: |
#   The connector listens, but no group may submit mail through it: whoever it answers is refused after
#   MAIL FROM, logged on or not. New-ReceiveConnector leaves it so unless it is told who may
#   (-Custom is its default usage), and its more specific RemoteIPRanges take those clients away from
#   a connector that would have accepted them.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/new-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: 'Give it the groups that it is meant for: AnonymousUsers, ExchangeUsers, ExchangeServers or Partners'
#     - note: It is for nobody.
#       or:
#         - do: Disable it
#           command: Set-ReceiveConnector -Identity <identity> -Enabled $false
#   tags: [permissions]
package exchlint.receive.no_permission_groups

findings contains {
	"property": "PermissionGroups",
	"message": "PermissionGroups is \"None\": the connector accepts connections and refuses all mail after MAIL FROM",
} if {
	input.Enabled
	count(input.PermissionGroups) == 0
}
