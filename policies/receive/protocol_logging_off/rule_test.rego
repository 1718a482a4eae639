package exchlint.receive.protocol_logging_off_test

import data.exchlint.receive.protocol_logging_off

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := protocol_logging_off.findings with input as object.union(object_, changes)
}

object_ := {
	"Name": "Default Frontend EX01",
	"external": true,
	"ports": [25],
	"ProtocolLoggingLevel": "None",
}

test_without_a_log_it_fires if found_in({}) == {"ProtocolLoggingLevel is \"None\": when mail does not arrive or TLS fails, there is no record of the SMTP conversation"}

test_several_ports_are_one_finding if count(found_in({"ports": [25, 587]})) == 1

test_a_log_is_silent if found_in({"ProtocolLoggingLevel": "Verbose"}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_another_port_is_silent if found_in({"ports": [2525]}) == set()

test_what_setup_leaves_so_is_silent if found_in({"Name": "Client Frontend EX01", "ports": [587]}) == set()
