package exchlint.hardening.connector_name_unclear_test

import data.exchlint.hardening.connector_name_unclear

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := connector_name_unclear.findings with input as object.union(object_, changes)
}

object_ := {"Name": "Default Frontend EX01", "Server": "EX01"}

test_the_default_name_is_silent if found_in({}) == set()

test_the_default_name_of_another_server_fires if {
	found_in({"Server": "EX02"}) == {"Name is \"Default Frontend EX01\", as setup names a connector of \"EX01\", but it belongs to EX02"}
}

test_names_that_say_nothing_fire if {
	every name in ["New Connector", "TEST", "test2", "Connector1", "connector 1", "Temp", "Send connector"] {
		found_in({"Name": name}) == {sprintf("Name is \"%s\": it does not describe the connector's purpose", [name])}
	}
}

test_names_that_say_something_are_silent if {
	every name in ["Scanner relay", "Newsletter", "Connector to Fabrikam", "Tempelhof relay", "Default relay for scanners"] {
		found_in({"Name": name}) == set()
	}
}

test_a_send_connector_has_no_server if {
	connector_name_unclear.findings == set() with input as {"Name": "Internet"}
}

test_the_names_are_a_parameter if {
	findings := connector_name_unclear.findings with input as {"Name": "Legacy"} with data.exchlint.hardening.connector_name_unclear.parameters as {"names": ["legacy*"]}
	count(findings) == 1
}
