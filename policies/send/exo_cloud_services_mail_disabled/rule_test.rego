package exchlint.send.exo_cloud_services_mail_disabled_test

import data.exchlint.send.exo_cloud_services_mail_disabled

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := exo_cloud_services_mail_disabled.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": true,
	"exo_relay_all": false,
	"hybrid": false,
	"CloudServicesMailEnabled": false,
}

test_without_hybrid_headers_it_is_a_warning if found_in({}) == {"warning"}

test_a_plain_relay_is_a_note if found_in({"exo_relay_all": true}) == {"note"}

test_in_a_hybrid_a_relay_of_all_mail_is_a_warning if found_in({"exo_relay_all": true, "hybrid": true}) == {"warning"}

test_with_hybrid_headers_it_is_silent if found_in({"CloudServicesMailEnabled": true}) == set()

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
