# METADATA
# title: Receive connector treats its clients as the organization's own servers
# description: |
#   With ExternalAuthoritative whoever may connect is taken for one of the organization's own Exchange
#   servers: it relays to any domain, is not filtered, and may write in anybody's name. That is one of
#   the two documented ways to let devices relay, and the one that trusts them more. RemoteIPRanges is
#   all that keeps others out.
#
#   The other way is AnonymousUsers with the right to relay. Both at once is a warning: hosts that
#   were meant to be anonymous are trusted like servers.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/allow-anonymous-relay
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: the hosts are not Exchange servers
#       do: Let them relay as anonymous clients, and nothing more
#       command: |
#         Set-ReceiveConnector -Identity <identity> -AuthMechanism Tls -PermissionGroups AnonymousUsers
#         Get-ReceiveConnector -Identity <identity> | Add-ADPermission -User 'NT AUTHORITY\ANONYMOUS LOGON' -ExtendedRights 'Ms-Exch-SMTP-Accept-Any-Recipient'
#       caution: Their mail is then filtered like any other, and senders of the own domains are not resolved.
#   tags: [relay, permissions, cwe-284]
package exchlint.receive.external_authoritative

findings contains {"property": "AuthMechanism", "message": message, "level": "note"} if {
	_trusted
	not "AnonymousUsers" in input.PermissionGroups
	message := "AuthMechanism has ExternalAuthoritative: clients in RemoteIPRanges are treated as the organization's own servers: they may relay to any domain and are not filtered"
}

findings contains {"property": "PermissionGroups", "message": message, "level": "warning"} if {
	_trusted
	"AnonymousUsers" in input.PermissionGroups
	message := sprintf(
		"PermissionGroups is \"%s\" although AuthMechanism has ExternalAuthoritative: clients that were meant to be anonymous are trusted like the organization's own servers; one or the other lets devices relay, not both",
		[concat(", ", input.PermissionGroups)],
	)
}

_trusted if {
	input.Enabled
	"ExternalAuthoritative" in input.AuthMechanism
	not _open_to_all
}

# That is receive/open-relay-external-authoritative.
_open_to_all if {
	input.wide
	"ExchangeServers" in input.PermissionGroups
}
