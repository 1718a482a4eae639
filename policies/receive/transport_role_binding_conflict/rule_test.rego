package exchlint.receive.transport_role_binding_conflict_test

import data.exchlint.receive.transport_role_binding_conflict

# found_with returns the levels of what is found in conflict with a connector.
found_with(changes) := found_in({"role_conflicts": [object.union(other_, changes)]})

found_in(changes) := {found.level | some found in findings} if {
	findings := transport_role_binding_conflict.findings with input as object.union(object_, changes)
}

object_ := {"TransportRole": "HubTransport", "disabled": false, "role_conflicts": [other_]}

other_ := {"identity": "EX01\\Client Frontend EX01", "TransportRole": "FrontendTransport", "port": 587, "binding": "10.0.0.5:587", "disabled": false}

test_two_roles_are_an_error if found_in({}) == {"error"}

test_one_of_them_disabled_is_a_warning if found_in({"disabled": true}) == {"warning"}

test_the_other_one_disabled_is_a_warning if found_with({"disabled": true}) == {"warning"}

test_a_hub_connector_on_port_25_is_another_rules_business if found_with({"port": 25, "binding": "0.0.0.0:25"}) == set()

test_its_rival_too if {
	found_in({"TransportRole": "FrontendTransport", "role_conflicts": [object.union(other_, {"TransportRole": "HubTransport", "port": 25})]}) == set()
}

test_no_conflict_is_silent if found_in({"role_conflicts": []}) == set()

test_the_finding_is_whole if {
	transport_role_binding_conflict.findings == {
		{
			"property": "Bindings",
			"message": "listens on \"10.0.0.5:587\" as HubTransport, but EX01\\Client Frontend EX01 listens there as FrontendTransport: the service that starts second does not start (events 1018, 1019, 1036)",
			"level": "error",
			"related": [{
				"kind": "ReceiveConnector",
				"identity": "EX01\\Client Frontend EX01",
				"property": "Bindings",
				"message": "listens there too, as FrontendTransport",
			}],
			"values": {"role": "FrontendTransport"},
		},
	} with input as object_
}
