# METADATA
# title: Two exports contradict each other
# description: |
#   The object was exported more than once, and its records give one property different values. Which of
#   them is right can't be told, so the property counts as unknown: rules that need it are not evaluated.
#   That is so when an old export lies beside a new one, or when a planned change is checked together with
#   what it is to replace.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-receiveconnector
# schemas:
#   - input: schema.Record
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: 'Keep one export of each object: check the older files by themselves, or export all servers anew'
#   tags: [export]
package exchlint.export.conflicting_records

findings contains {"property": conflict.property, "message": message, "related": related} if {
	some conflict in input.conflicts
	[first, second] := array.slice(conflict.values, 0, 2)
	message := sprintf(
		"%s is \"%s\" in one place and \"%s\" in another%s, so what depends on it can't be checked: check one export of each object at a time",
		[conflict.property, first.value, second.value, _more(count(conflict.values) - 2)],
	)
	related := [place |
		some other in conflict.values
		other.record > 0
		place := {
			"record": other.record,
			"property": conflict.property,
			"message": sprintf("%s is \"%s\" there", [conflict.property, other.value]),
		}
	]
}

_more(0) := ""

_more(n) := sprintf(" (and %d more)", [n]) if n > 0
