# METADATA
# title: Anonymous clients may be allowed to relay
# description: |
#   PermissionGroups shows Custom where permissions were customized with Add-ADPermission, as is done
#   to let anonymous clients relay (Ms-Exch-SMTP-Accept-Any-Recipient).
#   AnonymousUsers alone delivers to accepted domains and no further. Which right it was is not in the
#   export; Get-ADPermission shows it.
#
#   For few hosts that is the documented way to let devices relay, and a note. On a connector that
#   answers anybody it would be an open relay, used by spammers within hours, and the organization
#   would land on block lists.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: See what anonymous clients may do
#       command: Get-ReceiveConnector -Identity <identity> | Get-ADPermission -User 'NT AUTHORITY\ANONYMOUS LOGON' | Format-List ExtendedRights
#     - with: wide
#       when: they may relay
#       do: Take that right away
#       command: Get-ReceiveConnector -Identity <identity> | Get-ADPermission -User 'NT AUTHORITY\ANONYMOUS LOGON' | Where-Object { $_.ExtendedRights -like '*Accept-Any-Recipient*' } | Remove-ADPermission
#       caution: Devices that relay here need a connector of their own first, for their addresses alone.
#   tags: [relay, permissions, cwe-441]
package exchlint.receive.anonymous_relay_suspected

import data.exchlint.lib.names

findings contains {"property": "PermissionGroups", "message": message, "level": _level} if {
	input.Enabled
	"AnonymousUsers" in input.PermissionGroups
	"Custom" in input.PermissionGroups
	message := sprintf(
		"PermissionGroups is \"%s\": permissions were customized with Add-ADPermission, and anonymous clients of \"%s\" may be allowed to relay to any domain",
		[concat(", ", input.PermissionGroups), names.listed(input.RemoteIPRanges)],
	)
}

_level := "error" if input.wide

_level := "note" if not input.wide
