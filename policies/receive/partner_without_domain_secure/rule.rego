# METADATA
# title: Partners are accepted without mutual TLS
# description: |
#   The Partners group is for Domain Security: partners whose domains are listed in
#   TLSReceiveDomainSecureList prove them by a certificate in mutual TLS. That takes
#   DomainSecureEnabled, and Tls in AuthMechanism. Where one is missing, mail from these domains comes
#   without that proof, or is refused; without Tls it is sure to, and the finding is a warning.
#
#   The default connector of an Edge server, which setup creates with Partners, is not checked.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Allow Domain Security
#       command: Set-ReceiveConnector -Identity <identity> -DomainSecureEnabled $true -AuthMechanism <mechanisms>
#     - note: There are no partners with mutual TLS.
#       or:
#         - with: groups
#           do: Take Partners away
#           command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#   tags: [tls, permissions, stig-V-259580, stig-EX19-ED-000019, stig-V-221206]
package exchlint.receive.partner_without_domain_secure

findings contains {
	"property": property,
	"message": sprintf("%s although PermissionGroups has Partners: %s", [what, _consequence]),
	"level": level,
	"values": {
		"mechanisms": concat(", ", {"Tls"} | {mechanism | some mechanism in input.AuthMechanism}),
		"groups": concat(", ", [group | some group in input.PermissionGroups; not group in {"Partners", "Custom"}]),
	},
} if {
	input.Enabled
	"Partners" in input.PermissionGroups
	not startswith(lower(input.Name), "default internal receive connector")
	[property, what, level] := _flaw
}

_flaw := ["AuthMechanism", sprintf("AuthMechanism is \"%s\", without Tls,", [concat(", ", input.AuthMechanism)]), "warning"] if {
	not "Tls" in input.AuthMechanism
}

_flaw := ["DomainSecureEnabled", "DomainSecureEnabled is \"False\"", "note"] if {
	"Tls" in input.AuthMechanism
	not input.DomainSecureEnabled
}

_consequence := "partners can't prove their domains by mutual TLS"
