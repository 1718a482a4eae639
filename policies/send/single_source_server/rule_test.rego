package exchlint.send.single_source_server_test

import data.exchlint.send.single_source_server

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := single_source_server.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"internet": true,
	"exo": false,
	"SourceTransportServers": ["EX01"],
	"servers_of_role": 3,
}

test_one_of_three_fires if found_in({}) == {"SourceTransportServers"}

test_to_exchange_online_it_fires if found_in({"internet": false, "exo": true}) == {"SourceTransportServers"}

test_to_a_partner_it_is_silent if found_in({"internet": false}) == set()

test_two_sources_are_silent if found_in({"SourceTransportServers": ["EX01", "EX02"]}) == set()

test_the_only_server_is_silent if found_in({"servers_of_role": 1}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
