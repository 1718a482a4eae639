package exchlint.receive.anonymous_on_internal_connector_test

import data.exchlint.receive.anonymous_on_internal_connector

# found_in returns what is found in the object with some properties changed.
found_in(changes) := findings if {
	findings := anonymous_on_internal_connector.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"TransportRole": "HubTransport",
	"external": false,
	"PermissionGroups": ["AnonymousUsers", "ExchangeUsers", "ExchangeServers"],
	"ports": [2525],
	"wide": true,
}

test_outbound_proxy_fires if count(found_in({"TransportRole": "FrontendTransport", "ports": [717]})) == 1

test_a_front_end_on_an_internal_port_fires if count(found_in({"TransportRole": "FrontendTransport", "external": true, "ports": [465, 2525]})) == 1

test_a_front_end_on_port_25_is_silent if found_in({"TransportRole": "FrontendTransport", "external": true, "ports": [25]}) == set()

test_an_edge_servers_connector_is_silent if found_in({"external": true, "ports": [25]}) == set()

test_port_25_of_the_transport_service_is_another_rules_business if found_in({"ports": [25]}) == set()

test_a_relay_for_few_addresses_is_silent if found_in({"wide": false}) == set()

test_logged_on_clients_are_silent if found_in({"PermissionGroups": ["ExchangeUsers", "ExchangeServers"]}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_where_no_group_is_left_the_remedy_says_none if {
	findings := anonymous_on_internal_connector.findings with input as object.union(object_, {"PermissionGroups": ["AnonymousUsers"]})
	{found.values.groups | some found in findings} == {"None"}
}

test_the_finding_is_whole if {
	found_in({}) == {{
		"property": "PermissionGroups",
		"message": "PermissionGroups is \"AnonymousUsers, ExchangeUsers, ExchangeServers\" on port 2525, which is for the organization's own servers: anonymous clients deliver here past the front end and what it filters",
		"values": {"groups": "ExchangeUsers, ExchangeServers"},
	}}
}
