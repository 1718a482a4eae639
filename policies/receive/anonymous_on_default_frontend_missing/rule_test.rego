package exchlint.receive.anonymous_on_default_frontend_missing_test

import data.exchlint.receive.anonymous_on_default_frontend_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := anonymous_on_default_frontend_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"Server": "EX01",
	"disabled": false,
	"anonymous_mail_missing": true,
	"PermissionGroups": ["ExchangeServers"],
	"ports": [25],
}

test_one_that_leaves_them_out_fires if found_in({}) == {"PermissionGroups"}

test_one_for_nobody_fires if found_in({"PermissionGroups": []}) == {"PermissionGroups"}

test_one_that_is_disabled_fires if found_in({"disabled": true, "PermissionGroups": ["AnonymousUsers"]}) == {"Enabled"}

test_where_some_connector_takes_it_all_are_silent if found_in({"anonymous_mail_missing": false}) == set()

test_the_finding_is_whole if {
	anonymous_on_default_frontend_missing.findings == {{
		"property": "PermissionGroups",
		"message": "no front-end connector of EX01 that is enabled on port 25 has AnonymousUsers (here: PermissionGroups \"ExchangeServers\" on port 25): mail from the Internet is refused with \"530 5.7.1 Client was not authenticated\"",
		"values": {"groups": "AnonymousUsers, ExchangeServers"},
	}} with input as object_
}
