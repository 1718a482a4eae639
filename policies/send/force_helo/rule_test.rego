package exchlint.send.force_helo_test

import data.exchlint.send.force_helo

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := force_helo.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "ForceHELO": true, "RequireTLS": false}

test_without_tls_it_is_a_warning if found_in({}) == {"warning"}

test_with_tls_required_it_is_an_error if found_in({"RequireTLS": true}) == {"error"}

test_ehlo_is_silent if found_in({"ForceHELO": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
