package exchlint.send.fqdn_internal_name_test

import data.exchlint.send.fqdn_internal_name

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := fqdn_internal_name.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"internet": true,
	"internal_fqdn": true,
	"Fqdn": "EX01.corp.local",
	"certificate_name": {"form": "none"},
	"private_gateway": false,
	"exo_relay_all": false,
	"made_by_edgesync": false,
}

test_an_internal_name_is_a_warning if found_in({}) == {"warning"}

test_no_name_is_a_warning if found_in({"Fqdn": ""}) == {"warning"}

test_behind_an_own_gateway_with_a_bound_certificate_it_is_a_note if found_in({"private_gateway": true, "certificate_name": {"form": "full"}}) == {"note"}

test_behind_an_own_gateway_alone_it_is_a_warning if found_in({"private_gateway": true}) == {"warning"}

test_behind_exchange_online_it_is_a_note if found_in({"exo_relay_all": true}) == {"note"}

test_what_edgesync_makes_without_a_name_is_a_note if found_in({"made_by_edgesync": true, "Fqdn": ""}) == {"note"}

test_a_public_name_is_silent if found_in({"internal_fqdn": false}) == set()

test_a_partners_connector_is_silent if found_in({"internet": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
