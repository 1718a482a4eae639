package exchlint.receive.integrated_without_extended_protection_test

import data.exchlint.receive.integrated_without_extended_protection

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := integrated_without_extended_protection.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"AuthMechanism": ["Tls", "Integrated"],
	"ExtendedProtectionPolicy": "None",
}

test_none_fires if {
	found_in({}) == {"ExtendedProtectionPolicy is \"None\" although AuthMechanism has Integrated: a Windows logon that was captured elsewhere can be passed on to this connector"}
}

test_allow_is_silent if found_in({"ExtendedProtectionPolicy": "Allow"}) == set()

test_require_is_silent if found_in({"ExtendedProtectionPolicy": "Require"}) == set()

test_without_windows_authentication_it_is_silent if found_in({"AuthMechanism": ["Tls", "BasicAuth"]}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()
