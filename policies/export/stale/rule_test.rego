package exchlint.export.stale_test

import data.exchlint.export.stale

# messages_of returns what is said of exports of some ages in days, the oldest first.
messages_of(ages) := {found.message | some found in findings} if {
	exported := [export | some record, age in ages; export := {"record": record, "at": _dates[age], "seconds_old": age * 86400}]
	findings := stale.findings with input as {"exported": exported}
}

_dates := {0: "2026-11-20T00:00:00Z", 1: "2026-11-19T00:00:00Z", 2: "2026-11-18T00:00:00Z", 7: "2026-11-13T00:00:00Z", 12: "2026-11-08T00:00:00Z", -1: "2026-11-21T00:00:00Z"}

test_without_a_manifest_nothing_is_known_to_be_old if messages_of([]) == set()

test_a_week_is_not_old if messages_of([7]) == set()

test_more_than_a_week_is_old if {
	messages_of([12]) == {"exported 12 days ago, on 2026-11-08: what was changed since is not in it"}
}

test_the_days_can_be_set if {
	messages_of([1]) == {"exported 1 day ago, on 2026-11-19: what was changed since is not in it"} with data.exchlint.export.stale.parameters as {"days": 0}
}

test_an_export_of_tomorrow_is_not_old if messages_of([-1]) == set()

test_exports_a_day_apart_are_of_one_time if messages_of([1, 0]) == set()

test_exports_of_different_days_are_mixed if {
	messages_of([2, 0]) == {"exported on different days, from 2026-11-18 to 2026-11-20: together they show a state that never existed"}
}

test_old_and_mixed_is_one_finding if {
	messages_of([12, 1, 0]) == {"exported 12 days ago, on 2026-11-08, and in part later, up to 2026-11-20: what was changed since is not in it"}
}

test_the_later_ones_are_related if {
	exported := [
		{"record": 0, "at": "2026-11-08T00:00:00Z", "seconds_old": 1036800},
		{"record": 1, "at": "2026-11-08T09:00:00Z", "seconds_old": 1004400},
		{"record": 2, "at": "2026-11-20T00:00:00Z", "seconds_old": 0},
	]
	some found in stale.findings with input as {"exported": exported}
	found.related == [{"record": 2, "property": "exported", "message": "exported on 2026-11-20"}]
}
