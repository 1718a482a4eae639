package exchlint.receive.hubtransport_on_port_25_test

import data.exchlint.receive.hubtransport_on_port_25

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := hubtransport_on_port_25.findings with input as object.union(object_, changes)
}

object_ := {
	"TransportRole": "HubTransport",
	"ports": [25],
	"front_end": true,
	"edge": false,
	"disabled": false,
	"role_conflicts": [{"identity": "EX01\\Default Frontend EX01", "TransportRole": "FrontendTransport", "port": 25, "binding": "0.0.0.0:25", "disabled": false}],
}

test_on_a_mailbox_server_it_is_an_error if found_in({}) == {"error"}

test_without_a_conflict_too if found_in({"role_conflicts": []}) == {"error"}

test_disabled_it_is_a_warning if found_in({"disabled": true}) == {"warning"}

test_on_an_edge_server_it_is_silent if found_in({"edge": true}) == set()

test_on_a_hub_of_exchange_2010_it_is_silent if found_in({"front_end": false}) == set()

test_another_port_is_silent if found_in({"ports": [2525]}) == set()

test_the_front_end_is_silent if found_in({"TransportRole": "FrontendTransport"}) == set()

test_the_finding_is_whole if {
	hubtransport_on_port_25.findings == {
		{
			"property": "TransportRole",
			"message": "TransportRole is \"HubTransport\", but it listens on port 25: MSExchangeFrontEndTransport can't listen there and may not start (events 1018, 1019, 1036), and setup of the next update ends with ReceiveConnectorRoleConflictException",
			"level": "error",
			"values": {"rival": "EX01\\Default Frontend EX01"},
			"related": [{
				"kind": "ReceiveConnector",
				"identity": "EX01\\Default Frontend EX01",
				"property": "Bindings",
				"message": "listens there too, for the front-end transport service",
			}],
		},
	} with input as object_
}
