package exchlint.send.smart_host_tls_optional_test

import data.exchlint.send.smart_host_tls_optional

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := smart_host_tls_optional.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": false,
	"RequireTLS": false,
	"SmartHosts": ["gateway.fabrikam.com"],
	"SmartHostAuthMechanism": "None",
}

test_tls_that_is_left_to_chance_fires if found_in({}) == {"RequireTLS"}

test_tls_that_is_required_is_silent if found_in({"RequireTLS": true}) == set()

test_exchange_online_is_another_rules_business if found_in({"exo": true}) == set()

test_dns_is_silent if found_in({"SmartHosts": []}) == set()

test_the_way_from_an_edge_server_to_its_site_is_silent if found_in({"SmartHosts": ["--"]}) == set()

test_a_logon_that_needs_tls_is_silent if found_in({"SmartHostAuthMechanism": "BasicAuthRequireTLS"}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
