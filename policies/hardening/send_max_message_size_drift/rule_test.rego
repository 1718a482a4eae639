package exchlint.hardening.send_max_message_size_drift_test

import data.exchlint.hardening.send_max_message_size_drift

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := send_max_message_size_drift.findings with input as object.union(object_, changes)
}

object_ := {"size_drift": [{
	"property": "MaxMessageSize",
	"value": "10485760",
	"others": [{"identity": "Internet", "value": "36700160"}],
}]}

test_another_size_fires if {
	found_in({}) == {"MaxMessageSize is \"10485760\" here, but \"36700160\" on Internet: whether a large message is returned depends on where it goes"}
}

test_the_other_connector_is_related if {
	some found in send_max_message_size_drift.findings with input as object_
	found.related == [{"kind": "SendConnector", "identity": "Internet", "property": "MaxMessageSize", "message": "MaxMessageSize is \"36700160\" there"}]
}

test_alike_is_silent if found_in({"size_drift": []}) == set()
