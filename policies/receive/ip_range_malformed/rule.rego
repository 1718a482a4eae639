# METADATA
# title: Bindings or RemoteIPRanges has an invalid entry
# description: |
#   A binding is an address and a port: 0.0.0.0:25, [::]:587. A range is an address, low-high, CIDR
#   or address(netmask), of one family and with the lower address first. New-ReceiveConnector and
#   Set-ReceiveConnector refuse anything else, so a change that carries it fails, with all that
#   it was to change.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - with: range
#       do: Replace <range> in RemoteIPRanges with what was meant, as 192.0.2.10, 192.0.2.16-192.0.2.31 or 192.0.2.0/27; the other entries stay
#     - with: binding
#       do: Replace <binding> in Bindings with what was meant, as 0.0.0.0:25 or [::]:25; the other entries stay
#   tags: [syntax]
package exchlint.receive.ip_range_malformed

findings contains {
	"property": property,
	"message": message,
	"level": _level,
	"values": {_names[property]: entry.text},
} if {
	some property, entries in {"Bindings": input.malformed_bindings, "RemoteIPRanges": input.malformed_ranges}
	some entry in entries
	message := sprintf("%s has \"%s\", which Exchange refuses: %s", [property, entry.text, entry.defect])
}

_names := {"Bindings": "binding", "RemoteIPRanges": "range"}

default _level := "error"

_level := "note" if input.disabled
