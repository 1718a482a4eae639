# METADATA
# title: Receive connector exists only on other servers
# description: |
#   Other servers of the organization have a receive connector that this one lacks. Devices and
#   applications that use it fail as soon as the load balancer, DNS or a maintenance sends them here.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/new-receiveconnector
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See the settings of <peer>
#       command: Get-ReceiveConnector -Identity <peer> | Format-List
#     - do: 'Make the connector on <server> with New-ReceiveConnector: its own addresses in Bindings, and of <peer> the role, ranges, AuthMechanism, PermissionGroups without Custom, TlsCertificateName, sizes and limits'
#       caution: 'Custom stands for rights that Add-ADPermission gave: copy those with Get-ADPermission.'
#   tags: [consistency]
package exchlint.peer.connector_missing

import data.exchlint.lib.names

findings contains {
	"property": "",
	"message": message,
	"related": [{"kind": "ReceiveConnector", "identity": holder, "message": "the connector that the server lacks"} | some holder in missing.holders],
	"values": {"peer": missing.holders[0], "connector": missing.name},
} if {
	some missing in input.missing_connectors
	message := sprintf("has no receive connector \"%s\", which exists on other servers (%s): clients that are sent here fail%s", [missing.name, _holders(missing), _unlisted(missing)])
}

_holders(missing) := names.listed(missing.holders) if missing.more == 0

_holders(missing) := sprintf("%s and %d more", [names.listed(missing.holders), missing.more]) if missing.more > 0

_unlisted(missing) := "" if missing.unlisted == 0

_unlisted(missing) := sprintf("; and %d more connectors are missing in the same way", [missing.unlisted]) if missing.unlisted > 0
