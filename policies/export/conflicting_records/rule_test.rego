package exchlint.export.conflicting_records_test

import data.exchlint.export.conflicting_records

test_each_property_in_conflict_fires if {
	found := conflicting_records.findings with input as {"conflicts": [tls, {"property": "Fqdn", "values": values}]}
	{finding.property | some finding in found} == {"RequireTLS", "Fqdn"}
}

test_records_that_agree_are_silent if {
	conflicting_records.findings == set() with input as {"conflicts": []}
}

test_more_than_two_values_are_counted if {
	some finding in conflicting_records.findings with input as {"conflicts": [{"property": "Fqdn", "values": values}]}
	contains(finding.message, "\"a\" in one place and \"b\" in another (and 1 more), so")
	count(finding.related) == 3
}

test_the_finding_is_whole if {
	conflicting_records.findings == {{
		"property": "RequireTLS",
		"message": "RequireTLS is \"False\" in one place and \"True\" in another, so what depends on it can't be checked: check one export of each object at a time",
		"related": [{"record": 2, "property": "RequireTLS", "message": "RequireTLS is \"True\" there"}],
	}} with input as {"conflicts": [tls]}
}

tls := {"property": "RequireTLS", "values": [{"record": 0, "value": "False"}, {"record": 2, "value": "True"}]}

values := [{"record": 1, "value": "a"}, {"record": 2, "value": "b"}, {"record": 4, "value": "c"}]
