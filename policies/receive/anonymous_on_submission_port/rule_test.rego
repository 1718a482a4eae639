package exchlint.receive.anonymous_on_submission_port_test

import data.exchlint.receive.anonymous_on_submission_port

# found_in returns what is found in the object with some properties changed.
found_in(changes) := findings if {
	findings := anonymous_on_submission_port.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"PermissionGroups": ["AnonymousUsers", "ExchangeUsers"],
	"ports": [587],
}

test_users_only_is_silent if found_in({"PermissionGroups": ["ExchangeUsers"]}) == set()

test_port_25_is_silent if found_in({"ports": [25]}) == set()

test_port_587_beside_another_is_reported if count(found_in({"ports": [25, 587]})) == 1

test_an_internal_or_disabled_connector_is_silent if found_in({"external": false}) == set()

test_where_no_group_is_left_the_remedy_is_for_users if {
	{found.values.groups | some found in found_in({"PermissionGroups": ["AnonymousUsers"]})} == {"ExchangeUsers"}
}

test_the_finding_is_whole if {
	found_in({}) == {{
		"property": "PermissionGroups",
		"message": "PermissionGroups is \"AnonymousUsers, ExchangeUsers\" on port 587, which is for users who log on: anyone can send to the organization's domains under any name",
		"values": {"groups": "ExchangeUsers"},
	}}
}
