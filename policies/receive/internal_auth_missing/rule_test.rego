package exchlint.receive.internal_auth_missing_test

import data.exchlint.receive.internal_auth_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := internal_auth_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"edge": false,
	"Name": "Default EX01",
	"TransportRole": "HubTransport",
	"ports": [2525],
	"AuthMechanism": ["Tls", "Integrated", "ExchangeServer"],
	"PermissionGroups": ["ExchangeUsers", "ExchangeServers", "Custom"],
	"SuppressXAnonymousTls": false,
	"wide": true,
}

front_end := {"Name": "Outbound Proxy Frontend EX01", "TransportRole": "FrontendTransport", "ports": [717]}

test_the_default_is_silent if found_in({}) == set()

test_without_exchange_server_authentication_it_fires if found_in({"AuthMechanism": ["Tls", "Integrated"]}) == {"AuthMechanism"}

test_without_exchange_servers_it_fires if found_in({"PermissionGroups": ["ExchangeUsers"]}) == {"PermissionGroups"}

test_suppressed_for_everybody_it_fires if found_in({"SuppressXAnonymousTls": true}) == {"SuppressXAnonymousTls"}

test_suppressed_for_few_is_another_rules_business if found_in({"SuppressXAnonymousTls": true, "wide": false}) == set()

test_the_outbound_proxy_fires if found_in(object.union(front_end, {"AuthMechanism": ["Tls"]})) == {"AuthMechanism"}

test_a_front_end_on_25_is_silent if found_in(object.union(front_end, {"AuthMechanism": ["Tls"], "ports": [25]})) == set()

test_a_custom_connector_of_the_back_end_is_silent if found_in({"Name": "Journal intake", "AuthMechanism": ["Tls"]}) == set()

test_a_connector_of_an_edge_server_is_silent if found_in({"edge": true, "AuthMechanism": ["Tls"]}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true, "AuthMechanism": ["Tls"]}) == set()

test_the_finding_is_whole if {
	internal_auth_missing.findings == {
		{
			"property": "AuthMechanism",
			"message": "AuthMechanism is \"Tls, Integrated\", without ExchangeServer: other Exchange servers can't log on, and mail between servers stays queued (\"451 5.7.3 Cannot achieve Exchange Server authentication\")",
			"values": {"mechanisms": "ExchangeServer, Integrated, Tls", "groups": "ExchangeServers, ExchangeUsers"},
		},
	} with input as object.union(object_, {"AuthMechanism": ["Tls", "Integrated"]})
}
