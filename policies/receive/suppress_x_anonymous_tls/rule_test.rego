package exchlint.receive.suppress_x_anonymous_tls_test

import data.exchlint.receive.suppress_x_anonymous_tls

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := suppress_x_anonymous_tls.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "SuppressXAnonymousTls": true, "wide": true}

test_for_everybody_it_is_a_warning if found_in({}) == {"warning"}

test_for_the_servers_of_another_site_it_is_a_note if found_in({"wide": false}) == {"note"}

test_the_default_is_silent if found_in({"SuppressXAnonymousTls": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_finding_is_whole if {
	suppress_x_anonymous_tls.findings == {
		{
			"property": "SuppressXAnonymousTls",
			"message": "SuppressXAnonymousTls is \"True\": Exchange servers from anywhere send to it without encryption",
			"level": "warning",
		},
	} with input as object_
}
