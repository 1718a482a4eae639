package exchlint.hardening.send_inactivity_timeout_test

import data.exchlint.hardening.send_inactivity_timeout

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := send_inactivity_timeout.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "ConnectionInactivityTimeOut": 900}

test_longer_fires if found_in({}) == {"ConnectionInactivityTimeOut is \"00:15:00\", not 00:10:00: idle connections are kept for a different time than the STIG requires"}

test_shorter_fires if count(found_in({"ConnectionInactivityTimeOut": 300})) == 1

test_ten_minutes_are_silent if found_in({"ConnectionInactivityTimeOut": 600}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_the_time_is_a_parameter if {
	send_inactivity_timeout.findings == set() with input as object_ with data.exchlint.hardening.send_inactivity_timeout.parameters as {"seconds": 900}
}
