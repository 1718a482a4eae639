package exchlint.receive.open_relay_external_authoritative_test

import data.exchlint.receive.open_relay_external_authoritative

# found_in returns what is found in the object with some properties changed.
found_in(changes) := findings if {
	findings := open_relay_external_authoritative.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"AuthMechanism": ["Tls", "ExternalAuthoritative"],
	"PermissionGroups": ["ExchangeServers"],
	"RemoteIPRanges": ["0.0.0.0-255.255.255.255"],
	"wide": true,
}

test_one_for_few_hosts_is_silent if found_in({"wide": false}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_without_the_servers_rights_it_is_silent if found_in({"PermissionGroups": ["AnonymousUsers"]}) == set()

test_other_authentication_is_silent if found_in({"AuthMechanism": ["Tls", "ExchangeServer"]}) == set()

test_the_finding_is_whole if {
	found_in({}) == {{
		"property": "RemoteIPRanges",
		"message": "RemoteIPRanges is \"0.0.0.0-255.255.255.255\" and AuthMechanism has ExternalAuthoritative: every host of these is taken for one of the organization's own servers, may relay to any domain and is not filtered",
	}}
}
