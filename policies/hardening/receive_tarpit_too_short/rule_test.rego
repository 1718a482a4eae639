package exchlint.hardening.receive_tarpit_too_short_test

import data.exchlint.hardening.receive_tarpit_too_short

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_tarpit_too_short.findings with input as object.union(object_, changes)
}

object_ := {"external": true, "wide": true, "TarpitInterval": 0}

test_none_fires if found_in({}) == {"TarpitInterval is \"00:00:00\", less than 00:00:05: addresses can be guessed at full speed"}

test_the_default_is_silent if found_in({"TarpitInterval": 5}) == set()

test_a_longer_one_is_silent if found_in({"TarpitInterval": 30}) == set()

test_a_relay_for_few_addresses_is_silent if found_in({"wide": false}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_interval_is_a_parameter if {
	findings := receive_tarpit_too_short.findings with input as object.union(object_, {"TarpitInterval": 5})
		with data.exchlint.hardening.receive_tarpit_too_short.parameters as {"seconds": 10}
	{found.values.interval | some found in findings} == {"00:00:10"}
}
