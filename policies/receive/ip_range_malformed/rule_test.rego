package exchlint.receive.ip_range_malformed_test

import data.exchlint.receive.ip_range_malformed

# found_in returns the properties and levels of what is found in the object with some properties changed.
found_in(changes) := {[found.property, found.level] | some found in findings} if {
	findings := ip_range_malformed.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"malformed_bindings": [],
	"malformed_ranges": [],
}

entry_ := {"text": "10.0.0.9-10.0.0.1", "defect": "its last address is below its first"}

test_what_can_be_read_is_silent if found_in({}) == set()

test_a_range_is_an_error if found_in({"malformed_ranges": [entry_]}) == {["RemoteIPRanges", "error"]}

test_a_binding_is_an_error if found_in({"malformed_bindings": [entry_]}) == {["Bindings", "error"]}

test_on_a_disabled_connector_it_is_a_note if found_in({"malformed_ranges": [entry_], "disabled": true}) == {["RemoteIPRanges", "note"]}

test_the_finding_is_whole if {
	ip_range_malformed.findings == {
		{
			"property": "RemoteIPRanges",
			"message": "RemoteIPRanges has \"10.0.0.9-10.0.0.1\", which Exchange refuses: its last address is below its first",
			"values": {"range": "10.0.0.9-10.0.0.1"},
			"level": "error",
		},
	} with input as object.union(object_, {"malformed_ranges": [entry_]})
}
