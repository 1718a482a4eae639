# METADATA
# title: Two send connectors have the same address space and cost
# description: |
#   Two enabled connectors route the same address space for the same cost. Which of them a message takes
#   Exchange decides by nearness and at last by name, so a change of one works for some of the mail, and
#   what the other one does is hard to find. Of two that lead to Exchange Online the Hybrid Configuration
#   Wizard complains with HCW8011.
#
#   Different costs are a deliberate order, and scoped connectors without a common source server serve
#   their own sites.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/send-connectors
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: See which connectors route it
#       command: Get-SendConnector | Format-Table Name, AddressSpaces, SourceTransportServers, IsScopedConnector, Enabled
#     - do: 'Disable one of them, or give it a higher cost: AddressSpaces replaces the whole list'
#   tags: [routing]
#   symptoms: ["HCW8011"]
package exchlint.send.duplicate_address_space

import data.exchlint.lib.names

findings contains {
	"property": "AddressSpaces",
	"message": sprintf("AddressSpaces has \"%s\"%s, which %s routes for the same cost: which connector a message takes is left to Exchange%s", [concat("\", \"", _spaces), _more, names.listed(_others), _wizard]),
	"level": _level,
	"related": [{"kind": "SendConnector", "identity": other, "property": "AddressSpaces", "message": "routes the same for the same cost"} | some other in _others],
} if {
	not input.disabled
	count(input.shared_routes) > 0
}

_spaces := sort({space | some route in input.shared_routes; some space in route.spaces})

_most := max({route.more | some route in input.shared_routes})

default _more := ""

_more := sprintf(" and %d more", [_most]) if _most > 0

_others := sort({route.identity | some route in input.shared_routes})

_level := "warning" if _twice_online

_level := "note" if not _twice_online

_wizard := ", and the Hybrid Configuration Wizard may stop with HCW8011" if _twice_online

_wizard := "" if not _twice_online

_twice_online if {
	input.exo
	some route in input.shared_routes
	route.exo
	route.together
}
