package exchlint.send.exo_require_tls_disabled_test

import data.exchlint.send.exo_require_tls_disabled

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := exo_require_tls_disabled.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "exo": true, "cloud_domain": "mail.protection.outlook.com", "RequireTLS": false}

test_without_tls_it_fires if found_in({}) == {"RequireTLS"}

test_with_tls_it_is_silent if found_in({"RequireTLS": true}) == set()

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
