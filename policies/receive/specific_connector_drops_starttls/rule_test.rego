package exchlint.receive.specific_connector_drops_starttls_test

import data.exchlint.receive.specific_connector_drops_starttls

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := specific_connector_drops_starttls.findings with input as object.union(object_, changes)
}

object_ := {
	"AuthMechanism": ["Integrated"],
	"without_starttls": [{"identity": "EX01\\Default Frontend EX01", "binding": "0.0.0.0:25", "range": "10.1.0.0/16", "other": "0.0.0.0-255.255.255.255"}],
	"exchange_online": "no",
	"load_balancers": [],
	"plain_relay": false,
	"RemoteIPRanges": ["10.1.0.0/16"],
	"wide": false,
}

test_clients_of_the_network_are_a_warning if found_in({}) == {"warning"}

test_exchange_online_is_an_error if found_in({"exchange_online": "only"}) == {"error"}

test_exchange_online_among_others_is_an_error if found_in({"exchange_online": "partly"}) == {"error"}

test_a_missing_certificate_is_as_bad_as_no_tls if found_in({"AuthMechanism": ["Tls"], "exchange_online": "only"}) == {"error"}

test_a_load_balancer_is_an_error if found_in({"load_balancers": ["10.1.0.5"]}) == {"error"}

test_single_devices_without_tls_are_silent if found_in({"plain_relay": true, "RemoteIPRanges": ["10.1.1.10", "10.1.1.11"]}) == set()

test_single_clients_that_are_no_such_devices_are_a_warning if found_in({"RemoteIPRanges": ["10.1.1.10"]}) == {"warning"}

test_networks_of_devices_without_tls_are_a_note if found_in({"plain_relay": true}) == {"note"}

test_devices_without_tls_behind_a_load_balancer_are_an_error if found_in({"plain_relay": true, "load_balancers": ["10.1.0.5"]}) == {"error"}

test_an_externally_secured_relay_for_few_is_a_note if found_in({"AuthMechanism": ["ExternalAuthoritative"]}) == {"note"}

test_an_externally_secured_relay_for_many_is_a_warning if found_in({"AuthMechanism": ["ExternalAuthoritative"], "wide": true}) == {"warning"}

test_nobody_taken_away_is_silent if found_in({"without_starttls": []}) == set()

test_the_finding_is_whole if {
	specific_connector_drops_starttls.findings == {
		{
			"property": "RemoteIPRanges",
			"message": "RemoteIPRanges has \"10.1.0.0/16\", inside \"0.0.0.0-255.255.255.255\" of EX01\\Default Frontend EX01 on the same binding: these clients get no STARTTLS here (AuthMechanism is without Tls), which they would get there",
			"level": "warning",
			"related": [{
				"kind": "ReceiveConnector",
				"identity": "EX01\\Default Frontend EX01",
				"property": "RemoteIPRanges",
				"message": "has \"0.0.0.0-255.255.255.255\" and offers STARTTLS",
			}],
			"values": {"mechanisms": "Tls, Integrated", "range": "10.1.0.0/16", "spare": ""},
		},
	} with input as object_
}
