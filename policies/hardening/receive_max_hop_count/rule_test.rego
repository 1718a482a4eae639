package exchlint.hardening.receive_max_hop_count_test

import data.exchlint.hardening.receive_max_hop_count

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_max_hop_count.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "MaxHopCount": 59}

test_less_fires if found_in({}) == {"MaxHopCount is \"59\", not 60: messages in a loop are refused too early or too late"}

test_more_fires if count(found_in({"MaxHopCount": 61})) == 1

test_what_is_asked_for_is_silent if found_in({"MaxHopCount": 60}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_the_number_is_a_parameter if {
	findings := receive_max_hop_count.findings with input as object.union(object_, {"MaxHopCount": 60})
		with data.exchlint.hardening.receive_max_hop_count.parameters as {"hops": 7}
	{found.values.count | some found in findings} == {"7"}
}
