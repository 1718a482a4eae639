package exchlint.hardening.receive_connection_timeout_test

import data.exchlint.hardening.receive_connection_timeout

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_connection_timeout.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "edge": false, "ConnectionTimeout": 1800}

test_another_time_fires if found_in({}) == {"ConnectionTimeout is \"00:30:00\", not 00:10:00: connections are kept for a different time than the STIG requires"}

test_ten_minutes_are_silent_on_a_mailbox_server if found_in({"ConnectionTimeout": 600}) == set()

test_ten_minutes_fire_on_an_edge_server if found_in({"edge": true, "ConnectionTimeout": 600}) == {"ConnectionTimeout is \"00:10:00\", not 00:05:00: connections are kept for a different time than the STIG requires"}

test_five_minutes_are_silent_on_an_edge_server if found_in({"edge": true, "ConnectionTimeout": 300}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_both_times_are_parameters if {
	every edge in [true, false] {
		receive_connection_timeout.findings == set() with input as object.union(object_, {"edge": edge})
			with data.exchlint.hardening.receive_connection_timeout.parameters as {"mailboxSeconds": 1800, "edgeSeconds": 1800}
	}
}
