# METADATA
# title: Exports are old or were made on different days
# description: |
#   The manifest that the export script writes says when the exports were made. What was changed since is
#   not in them, so findings may be fixed already and new problems are missing. Exports of different days
#   together show an organization that never existed in that state: a certificate that one of them names may have
#   been replaced before the other was made. Exports without a manifest don't say how old they are; the
#   dates of the files are not used, because copies and checkouts change them.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangeserver
# schemas:
#   - input: schema.Organization
# custom:
#   level: note
#   parameters:
#     days: {type: integer, minimum: 0, default: 7, description: Days after which an export is old}
#   fix: choice
#   remediation:
#     - do: Export everything anew, with the script that exchlint export-script prints
#   tags: [export]
package exchlint.export.stale

findings contains {"property": "exported", "message": _message, "related": _later}

_oldest := input.exported[0]

_newest := input.exported[count(input.exported) - 1]

_day := 86400

_stale if _oldest.seconds_old > parameters.days * _day

_mixed if _oldest.seconds_old - _newest.seconds_old > _day

_message := sprintf("exported %s ago, on %s%s: what was changed since is not in it", [_age, _date(_oldest), _others]) if _stale

_message := sprintf("exported on different days, from %s to %s: together they show a state that never existed", [_date(_oldest), _date(_newest)]) if {
	_mixed
	not _stale
}

_date(export) := substring(export.at, 0, 10)

_age := sprintf("%d days", [floor(_oldest.seconds_old / _day)]) if _oldest.seconds_old >= 2 * _day

_age := "1 day" if {
	_oldest.seconds_old >= _day
	_oldest.seconds_old < 2 * _day
}

_age := "less than a day" if _oldest.seconds_old < _day

default _others := ""

_others := sprintf(", and in part later, up to %s", [_date(_newest)]) if _mixed

_later := [place |
	some export in input.exported
	_oldest.seconds_old - export.seconds_old > _day
	place := {"record": export.record, "property": "exported", "message": sprintf("exported on %s", [_date(export)])}
]
