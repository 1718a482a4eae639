# METADATA
# title: Domain Security is enabled for a wildcard domain
# description: |
#   Mutual TLS is not supported for domains that are given with a wildcard: mail for them goes out without
#   it, although the connector says otherwise. Each domain has to be named, here and in
#   TLSSendDomainSecureList.
#
#   The connector that EdgeSync makes for the Internet has Domain Security on and routes everything; only
#   listed domains are meant. There the finding is a note.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-transportconfig
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   remediation: |
#     Get-TransportConfig | Format-List TLSSendDomainSecureList
#     # name each domain that is to be secured:
#     Set-SendConnector -Identity <identity> -AddressSpaces <domains>
#   tags: [tls, domain-security]
package exchlint.send.domain_secure_wildcard

findings contains {
	"property": "AddressSpaces",
	"message": sprintf("AddressSpaces has \"%s\" although DomainSecureEnabled is \"True\": mutual TLS is not supported for wildcards, so mail for these domains goes out without it", [concat(", ", wildcards)]),
	"level": _level,
} if {
	not input.disabled
	input.DomainSecureEnabled
	wildcards := [space.domain | some space in input.address_spaces; space.type == "SMTP"; startswith(space.domain, "*")]
	count(wildcards) > 0
}

_level := "note" if _edge_default

_level := "warning" if not _edge_default

_edge_default if {
	input.made_by_edgesync
	endswith(input.Name, " to Internet")
}
