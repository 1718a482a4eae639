package exchlint.receive.basic_auth_cleartext_test

import data.exchlint.receive.basic_auth_cleartext

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := basic_auth_cleartext.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"external": true,
	"AuthMechanism": ["Tls", "BasicAuth"],
	"PermissionGroups": ["ExchangeUsers"],
	"wide": true,
}

test_on_an_external_connector_it_is_an_error if found_in({}) == {"error"}

test_however_few_may_connect if found_in({"wide": false}) == {"error"}

test_on_port_2525_of_the_back_end_it_is_a_note if found_in({"external": false}) == {"note"}

test_an_internal_connector_for_few_is_silent if found_in({"external": false, "wide": false}) == set()

test_an_internal_connector_without_users_is_silent if found_in({"external": false, "PermissionGroups": ["ExchangeServers"]}) == set()

test_with_require_tls_it_is_silent if found_in({"AuthMechanism": ["Tls", "BasicAuth", "BasicAuthRequireTLS"]}) == set()

test_without_basic_authentication_it_is_silent if found_in({"AuthMechanism": ["Tls", "Integrated"]}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_finding_is_whole if {
	basic_auth_cleartext.findings == {
		{
			"property": "AuthMechanism",
			"message": "AuthMechanism is \"Integrated, BasicAuth\", without BasicAuthRequireTLS: AUTH LOGIN is offered before STARTTLS, and user names and passwords cross the network in clear",
			"level": "error",
			"values": {"mechanisms": "Tls, BasicAuthRequireTLS, Integrated, BasicAuth"},
		},
	} with input as object.union(object_, {"AuthMechanism": ["Integrated", "BasicAuth"]})
}
