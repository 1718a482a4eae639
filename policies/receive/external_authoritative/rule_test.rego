package exchlint.receive.external_authoritative_test

import data.exchlint.receive.external_authoritative

# found_in returns the properties and levels of what is found in the object with some properties changed.
found_in(changes) := {[found.property, found.level] | some found in findings} if {
	findings := external_authoritative.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"AuthMechanism": ["ExternalAuthoritative"],
	"PermissionGroups": ["ExchangeServers"],
	"wide": false,
}

test_for_few_hosts_it_is_a_note if found_in({}) == {["AuthMechanism", "note"]}

test_with_anonymous_users_it_is_a_warning if found_in({"PermissionGroups": ["AnonymousUsers", "ExchangeServers"]}) == {["PermissionGroups", "warning"]}

test_an_open_relay_is_another_rules_business if found_in({"wide": true}) == set()

test_a_wide_one_without_the_servers_rights_fires if found_in({"wide": true, "PermissionGroups": ["AnonymousUsers"]}) == {["PermissionGroups", "warning"]}

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_other_authentication_is_silent if found_in({"AuthMechanism": ["Tls", "ExchangeServer"]}) == set()

test_the_message_says_what_does_not_go_together if {
	some found in external_authoritative.findings with input as object.union(object_, {"PermissionGroups": ["AnonymousUsers", "ExchangeServers"]})
	startswith(found.message, "PermissionGroups is \"AnonymousUsers, ExchangeServers\" although")
}
