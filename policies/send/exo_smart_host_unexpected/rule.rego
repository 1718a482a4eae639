# METADATA
# title: Send connector that resembles the hybrid one leads elsewhere
# description: |
#   The connector has the name that the Hybrid Configuration Wizard gives, or expects the certificate of
#   Exchange Online, but hands its mail to a smart host of somebody else. A gateway on the way breaks the
#   TLS session by which Exchange Online knows the organization: mail arrives as external, or is refused
#   with "550 5.7.64 TenantAttribution".
#
#   If a gateway is intended, set organization.gatewayInFront in the configuration.
# related_resources:
#   - https://learn.microsoft.com/exchange/transport-options
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: See where it leads
#       command: Get-SendConnector -Identity <identity> | Format-List AddressSpaces, SmartHosts, TlsDomain
#     - when: no gateway is meant to be in between
#       do: Send by DNS
#       command: Set-SendConnector -Identity <identity> -DNSRoutingEnabled $true -SmartHosts $null
#   tags: [hybrid]
#   symptoms: ["550 5.7.64 TenantAttribution"]
package exchlint.send.exo_smart_host_unexpected

import data.exchlint.lib.names

findings contains {
	"property": "SmartHosts",
	"message": sprintf("SmartHosts is \"%s\", which is not a host of Exchange Online, although %s: mail that passes another host may arrive as external or be refused with \"550 5.7.64 TenantAttribution\"", [names.listed(input.SmartHosts), _look]),
} if {
	not input.disabled
	not input.gateway_in_front
	count(input.SmartHosts) > 0
	not input.exo
}

_look := sprintf("the connector is called \"%s\"", [input.Name]) if _named

_look := sprintf("TlsDomain is \"%s\"", [input.TlsDomain]) if {
	not _named
	endswith(lower(input.TlsDomain), "outlook.com")
}

_named if startswith(lower(input.Name), "outbound to office 365")
