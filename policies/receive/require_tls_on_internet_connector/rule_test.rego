package exchlint.receive.require_tls_on_internet_connector_test

import data.exchlint.receive.require_tls_on_internet_connector

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := require_tls_on_internet_connector.findings with input as object.union(object_, changes)
}

object_ := {
	"Name": "Default Frontend EX01",
	"external": true,
	"RequireTLS": true,
	"PermissionGroups": ["AnonymousUsers", "ExchangeServers"],
	"ports": [25],
	"wide": true,
	"exchange_online": "partly",
}

test_mail_from_everywhere_fires if found_in({}) == {"RequireTLS"}

test_tls_that_is_not_required_is_silent if found_in({"RequireTLS": false}) == set()

test_a_partners_addresses_are_silent if found_in({"wide": false}) == set()

test_a_connector_named_for_partners_is_silent if found_in({"Name": "Partners of EX01"}) == set()

test_exchange_online_alone_is_silent if found_in({"exchange_online": "only"}) == set()

test_port_587_is_silent if found_in({"ports": [587]}) == set()

test_users_with_a_logon_are_silent if found_in({"PermissionGroups": ["ExchangeUsers"]}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	require_tls_on_internet_connector.findings == {
		{
			"property": "RequireTLS",
			"message": "RequireTLS is \"True\" on a connector that takes anonymous mail from everywhere: senders that speak no TLS may be refused with \"451 5.7.3 Must issue a STARTTLS command first\"",
		},
	} with input as object_
}
