package exchlint.hardening.receive_max_message_size_drift_test

import data.exchlint.hardening.receive_max_message_size_drift

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_max_message_size_drift.findings with input as object.union(object_, changes)
}

object_ := {"size_drift": [{
	"property": "MaxMessageSize",
	"value": "10485760",
	"others": [{"identity": "EX01\\Relay", "value": "37748736"}],
}]}

test_another_size_than_the_peers_fires if {
	found_in({}) == {"MaxMessageSize is \"10485760\" here, but \"37748736\" on EX01\\Relay: whether a large message is refused depends on the server that it arrives at"}
}

test_the_peer_is_related if {
	some found in receive_max_message_size_drift.findings with input as object_
	found.related[0].identity == "EX01\\Relay"
}

test_alike_is_silent if found_in({"size_drift": []}) == set()
