# METADATA
# title: Domain Security is enabled for a wildcard domain
# description: |
#   Mutual TLS is not supported for domains that are given with a wildcard: mail for them goes out without
#   it, although the connector says otherwise. Each domain has to be named, here and in
#   TLSSendDomainSecureList.
#
#   The address space * alone is not reported: connectors for the Internet have Domain Security on, and
#   it applies to the domains in TLSSendDomainSecureList only.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-transportconfig
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See which domains are to be secured
#       command: Get-TransportConfig | Format-List TLSSendDomainSecureList
#     - do: Make a send connector with DomainSecureEnabled for each of them, and set DomainSecureEnabled to $false here
#       command: Set-SendConnector -Identity <identity> -DomainSecureEnabled $false
#   tags: [tls, domain-security]
package exchlint.send.domain_secure_wildcard

findings contains {
	"property": "AddressSpaces",
	"message": sprintf("AddressSpaces has \"%s\" although DomainSecureEnabled is \"True\": mutual TLS is not supported for wildcards, so mail for these domains goes out without it", [concat(", ", wildcards)]),
} if {
	not input.disabled
	input.DomainSecureEnabled
	wildcards := [space.domain | some space in input.address_spaces; space.type == "SMTP"; startswith(space.domain, "*.")]
	count(wildcards) > 0
}
