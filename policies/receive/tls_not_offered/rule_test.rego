package exchlint.receive.tls_not_offered_test

import data.exchlint.receive.tls_not_offered

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_not_offered.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"AuthMechanism": ["Integrated", "BasicAuth"],
	"PermissionGroups": ["AnonymousUsers"],
	"TlsDomainCapabilities": [],
	"wide": true,
	"plain_relay": false,
	"ports": [25],
}

test_anonymous_and_open_to_everybody_is_an_error if found_in({}) == {"error"}

test_for_users_it_is_an_error_however_narrow if found_in({"PermissionGroups": ["ExchangeUsers"], "wide": false}) == {"error"}

test_for_hybrid_mail_it_is_an_error if found_in({"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"], "wide": false}) == {"error"}

test_a_narrow_relay_is_a_warning if found_in({"wide": false}) == {"warning"}

test_a_narrow_relay_for_devices_without_tls_is_silent if found_in({"wide": false, "plain_relay": true}) == set()

test_users_passwords_count_even_there if found_in({"PermissionGroups": ["ExchangeUsers"], "wide": false, "plain_relay": true}) == {"error"}

test_a_wide_relay_for_devices_without_tls_is_an_error if found_in({"plain_relay": true}) == {"error"}

test_an_externally_secured_narrow_relay_is_a_note if found_in({"wide": false, "AuthMechanism": ["ExternalAuthoritative"], "PermissionGroups": ["ExchangeServers"]}) == {"note"}

test_an_externally_secured_wide_relay_is_a_warning if found_in({"AuthMechanism": ["ExternalAuthoritative"], "PermissionGroups": ["ExchangeServers"]}) == {"warning"}

test_basic_auth_require_tls_is_not_tls if found_in({"AuthMechanism": ["BasicAuth", "BasicAuthRequireTLS"]}) == {"error"}

test_no_mechanism_at_all_fires if found_in({"AuthMechanism": []}) == {"error"}

test_tls_is_silent if found_in({"AuthMechanism": ["Tls", "Integrated"]}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	tls_not_offered.findings == {
		{
			"property": "AuthMechanism",
			"message": "AuthMechanism is \"Integrated, BasicAuth\", without Tls: port 25 does not offer STARTTLS, and senders that insist on it get \"451 5.7.3 STARTTLS is required to send mail\"",
			"level": "error",
			"values": {"mechanisms": "Tls, Integrated, BasicAuth"},
		},
	} with input as object_
}
