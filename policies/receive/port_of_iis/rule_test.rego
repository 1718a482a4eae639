package exchlint.receive.port_of_iis_test

import data.exchlint.receive.port_of_iis

# found_in returns what is found in the object with some properties changed.
found_in(changes) := findings if {
	findings := port_of_iis.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "edge": false, "Bindings": ["0.0.0.0:25", "0.0.0.0:443"]}

levels(changes) := {found.level | some found in found_in(changes)}

test_other_ports_are_silent if levels({"Bindings": ["0.0.0.0:25", "0.0.0.0:8443", "0.0.0.0:587"]}) == set()

test_port_80_is_an_error if levels({"Bindings": ["[::]:80"]}) == {"error"}

test_an_edge_server_may_have_no_iis if levels({"edge": true}) == {"warning"}

test_a_disabled_connector_is_silent if levels({"Enabled": false}) == set()

test_where_no_binding_is_left_the_remedy_is_port_25 if {
	{found.values.bindings | some found in found_in({"Bindings": ["0.0.0.0:443"]})} == {"[::]:25,0.0.0.0:25"}
}

test_the_finding_is_whole if {
	found_in({}) == {{
		"property": "Bindings",
		"message": "Bindings has \"0.0.0.0:443\", a port of IIS: the transport service can't open it and does not start",
		"level": "error",
		"values": {"bindings": "0.0.0.0:25"},
	}}
}
