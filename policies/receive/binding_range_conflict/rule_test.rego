package exchlint.receive.binding_range_conflict_test

import data.exchlint.receive.binding_range_conflict

# found_in returns whom the finding is about in the object with some properties changed.
found_in(changes) := {found.related[0].identity | some found in findings} if {
	findings := binding_range_conflict.findings with input as object.union(object_, changes)
}

object_ := {"RemoteIPRanges": ["10.0.0.10-10.0.0.30"], "range_conflicts": [_with("EX01\\A", "10.0.0.0-10.0.0.20", false)]}

_with(identity, range, identical) := {"identity": identity, "binding": "0.0.0.0:25", "range": "10.0.0.10-10.0.0.30", "other": range, "identical": identical}

test_each_pair_is_a_finding if {
	found_in({"range_conflicts": [_with("EX01\\A", "10.0.0.0-10.0.0.20", false), _with("EX01\\B", "10.0.0.10-10.0.0.30", true)]}) == {"EX01\\A", "EX01\\B"}
}

test_no_conflict_is_silent if found_in({"range_conflicts": []}) == set()

test_the_finding_is_whole if {
	binding_range_conflict.findings == {
		{
			"property": "RemoteIPRanges",
			"message": "RemoteIPRanges has \"10.0.0.10-10.0.0.30\", and EX01\\A on the same binding (0.0.0.0:25) has \"10.0.0.0-10.0.0.20\", which overlaps it in part: Exchange refuses that, and which of the two answers a client is open",
			"related": [{
				"kind": "ReceiveConnector",
				"identity": "EX01\\A",
				"property": "RemoteIPRanges",
				"message": "has \"10.0.0.0-10.0.0.20\"",
			}],
			"values": {"range": "10.0.0.10-10.0.0.30", "spare": ""},
		},
	} with input as object_
}
