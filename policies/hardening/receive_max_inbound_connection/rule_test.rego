package exchlint.hardening.receive_max_inbound_connection_test

import data.exchlint.hardening.receive_max_inbound_connection

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_max_inbound_connection.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "MaxInboundConnection": 4999}

test_less_fires if found_in({}) == {"MaxInboundConnection is \"4999\", not 5000: the connector refuses clients at a different number of connections"}

test_more_fires if count(found_in({"MaxInboundConnection": 5001})) == 1

test_what_is_asked_for_is_silent if found_in({"MaxInboundConnection": 5000}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_the_number_is_a_parameter if {
	findings := receive_max_inbound_connection.findings with input as object.union(object_, {"MaxInboundConnection": 5000})
		with data.exchlint.hardening.receive_max_inbound_connection.parameters as {"connections": 7}
	{found.values.count | some found in findings} == {"7"}
}

test_unlimited_fires if found_in({"MaxInboundConnection": "Unlimited"}) == {"MaxInboundConnection is \"Unlimited\", not 5000: the connector refuses clients at a different number of connections"}
