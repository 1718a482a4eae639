package exchlint.receive.no_permission_groups_test

import data.exchlint.receive.no_permission_groups

# found_in returns the messages of what is found in a connector with such properties.
found_in(connector) := {found.message | some found in findings} if {
	findings := no_permission_groups.findings with input as connector
}

test_nobody_fires if {
	found_in({"Enabled": true, "PermissionGroups": []}) == {"PermissionGroups is \"None\": the connector accepts connections and refuses all mail after MAIL FROM"}
}

test_anybody_is_silent if found_in({"Enabled": true, "PermissionGroups": ["AnonymousUsers"]}) == set()

test_permissions_that_somebody_gave_themselves_are_silent if found_in({"Enabled": true, "PermissionGroups": ["Custom"]}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false, "PermissionGroups": []}) == set()
