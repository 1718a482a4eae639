package exchlint.receive.client_auth_on_port_25_test

import data.exchlint.receive.client_auth_on_port_25

# found_in returns what is found in the object with some properties changed.
found_in(changes) := findings if {
	findings := client_auth_on_port_25.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"ports": [25],
	"wide": true,
	"AuthMechanism": ["Tls", "Integrated", "BasicAuth"],
	"PermissionGroups": ["AnonymousUsers", "ExchangeUsers"],
}

test_windows_authentication_alone_fires if count(found_in({"AuthMechanism": ["Tls", "Integrated"]})) == 1

test_without_a_way_to_log_on_it_is_silent if found_in({"AuthMechanism": ["Tls", "ExchangeServer", "BasicAuthRequireTLS"]}) == set()

test_without_users_it_is_silent if found_in({"PermissionGroups": ["AnonymousUsers", "ExchangeServers"]}) == set()

test_on_port_587_it_is_silent if found_in({"ports": [587]}) == set()

test_for_few_addresses_it_is_silent if found_in({"wide": false}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	found_in({}) == {{
		"property": "PermissionGroups",
		"message": "PermissionGroups is \"AnonymousUsers, ExchangeUsers\" and AuthMechanism \"Tls, Integrated, BasicAuth\" on port 25, open to every address: passwords can be tried here from anywhere",
		"values": {"groups": "AnonymousUsers"},
	}}
}
