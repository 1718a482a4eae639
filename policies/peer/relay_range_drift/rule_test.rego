package exchlint.peer.relay_range_drift_test

import data.exchlint.peer.relay_range_drift

# messages_in returns the messages of what is found in the object with some properties changed.
messages_in(changes) := {found.message | some found in findings} if {
	findings := relay_range_drift.findings with input as {"range_drift": [object.union(drift, changes)]}
}

drift := {"added": ["10.1.1.11"], "removed": [], "others": ["EX02\\Relay EX02"]}

test_a_client_that_is_new_here if {
	messages_in({}) == {"RemoteIPRanges lets in \"10.1.1.11\", unlike EX02\\Relay EX02: whether such a client may send depends on the server that it reaches"}
}

test_a_client_that_is_gone_here if {
	some message in messages_in({"added": [], "removed": ["10.1.1.0/28"]})
	startswith(message, "RemoteIPRanges does not let in \"10.1.1.0/28\", unlike ")
}

test_both if {
	some message in messages_in({"removed": ["10.1.1.12"]})
	startswith(message, "RemoteIPRanges lets in \"10.1.1.11\" and does not let in \"10.1.1.12\", unlike ")
}

test_the_same_clients_are_silent if relay_range_drift.findings == set() with input as {"range_drift": []}

test_the_peers_are_related if {
	some found in relay_range_drift.findings with input as {"range_drift": [drift]}
	found.related == [{"kind": "ReceiveConnector", "identity": "EX02\\Relay EX02", "property": "RemoteIPRanges", "message": "different clients are allowed there"}]
}
