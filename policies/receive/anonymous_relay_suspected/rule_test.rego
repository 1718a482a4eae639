package exchlint.receive.anonymous_relay_suspected_test

import data.exchlint.receive.anonymous_relay_suspected

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := anonymous_relay_suspected.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"PermissionGroups": ["AnonymousUsers", "Custom"],
	"RemoteIPRanges": ["0.0.0.0-255.255.255.255"],
	"wide": true,
}

test_open_to_everybody_it_is_an_error if found_in({}) == {"error"}

test_for_few_hosts_it_is_a_note if found_in({"wide": false, "RemoteIPRanges": ["192.168.5.10"]}) == {"note"}

test_anonymous_users_alone_are_silent if found_in({"PermissionGroups": ["AnonymousUsers"]}) == set()

test_changed_permissions_of_others_are_silent if found_in({"PermissionGroups": ["ExchangeUsers", "Custom"]}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_the_finding_is_whole if {
	anonymous_relay_suspected.findings == {{
		"property": "PermissionGroups",
		"message": "PermissionGroups is \"AnonymousUsers, Custom\": permissions were customized with Add-ADPermission, and anonymous clients of \"0.0.0.0-255.255.255.255\" may be allowed to relay to any domain",
		"level": "error",
	}} with input as object_
}
