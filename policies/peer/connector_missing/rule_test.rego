package exchlint.peer.connector_missing_test

import data.exchlint.peer.connector_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := connector_missing.findings with input as object.union(object_, changes)
}

object_ := {"missing_connectors": [{"name": "Relay EX02", "holders": ["EX01\\Relay EX01"], "more": 0, "unlisted": 0}]}

test_a_missing_connector_fires if found_in({}) == {""}

test_none_missing_is_silent if found_in({"missing_connectors": []}) == set()

test_the_finding_is_whole if {
	connector_missing.findings == {
		{
			"property": "",
			"message": "has no receive connector \"Relay EX02\", which exists on other servers (EX01\\Relay EX01): clients that are sent here fail",
			"related": [
				{
					"identity": "EX01\\Relay EX01",
					"kind": "ReceiveConnector",
					"message": "the connector that the server lacks",
				},
			],
			"values": {"connector": "Relay EX02", "peer": "EX01\\Relay EX01"},
		},
	} with input as object_
}

test_after_five_names_the_rest_is_counted if {
	holders := [sprintf("EX0%d\\Relay", [n]) | some n in numbers.range(1, 5)]
	some found in connector_missing.findings with input as {"missing_connectors": [{"name": "Relay", "holders": holders, "more": 2, "unlisted": 0}]}
	contains(found.message, "(EX01\\Relay, EX02\\Relay, EX03\\Relay, EX04\\Relay, EX05\\Relay and 2 more)")
	count(found.related) == 5
}

test_those_that_are_not_listed_are_counted if {
	some found in connector_missing.findings with input as {"missing_connectors": [{"name": "Relay", "holders": ["EX01\\Relay"], "more": 0, "unlisted": 7}]}
	endswith(found.message, "fail; and 7 more connectors are missing in the same way")
}
