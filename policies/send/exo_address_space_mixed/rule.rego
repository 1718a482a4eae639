# METADATA
# title: Hybrid send connector has address spaces besides the tenant's domain
# description: |
#   The connector that the Hybrid Configuration Wizard made is for the tenant's own routing domain, such
#   as contoso.mail.onmicrosoft.com, or for all mail. With other address spaces on it the wizard stops
#   with HCW8039 when it is run again, and mail for these domains takes the hybrid route.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/hybrid-configuration-wizard
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Give the other domains a connector of their own first, with New-SendConnector
#     - with: tenant
#       do: Take them off this one
#       command: Set-SendConnector -Identity <identity> -AddressSpaces <tenant>
#   tags: [hybrid]
#   symptoms: ["HCW8039"]
package exchlint.send.exo_address_space_mixed

import data.exchlint.lib.names

findings contains {
	"property": "AddressSpaces",
	"message": sprintf("AddressSpaces of the hybrid connector is \"%s\", not the tenant's routing domain or * alone: the Hybrid Configuration Wizard may stop with HCW8039 when it is run again", [names.listed(input.AddressSpaces)]),
	"values": _tenant,
} if {
	not input.disabled
	_hybrid
	count(input.address_spaces) > 0
	not _alone
}

# What the wizard calls its connector, and sets on it.
_hybrid if startswith(lower(input.Name), "outbound to office 365")

_hybrid if input.CloudServicesMailEnabled

_alone if {
	count(input.address_spaces) == 1
	_fitting(input.address_spaces[0])
}

_fitting(space) if space.cloud

_fitting(space) if space.domain == "*"

default _tenant := {}

_tenant := {"tenant": spaces[0]} if {
	spaces := [sprintf("%s:%s;%d", [space.type, space.domain, space.cost]) | some space in input.address_spaces; space.cloud]
}
