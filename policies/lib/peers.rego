# METADATA
# description: What rules say of connectors that differ from their peers.
package exchlint.lib.peers

# difference shows a drifting value beside that of the first peer that has another.
difference(drift) := sprintf("%s is %s here, but %s on %s%s", [drift.property, _shown(drift.value), _shown(drift.others[0].value), drift.others[0].identity, _more(count(drift.others) - 1)])

_shown("empty") := "empty"

_shown(value) := sprintf("\"%s\"", [value]) if value != "empty"

_more(0) := ""

_more(n) := sprintf(" and %d more", [n]) if n > 0

# places are the peers, at the property that differs.
places(drift) := [place |
	some other in drift.others
	place := {
		"kind": "ReceiveConnector",
		"identity": other.identity,
		"property": drift.property,
		"message": sprintf("%s is %s there", [drift.property, _shown(other.value)]),
	}
]
