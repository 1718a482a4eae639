package exchlint.send.ignore_starttls_test

import data.exchlint.send.ignore_starttls

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := ignore_starttls.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"internet": false,
	"exo": false,
	"IgnoreSTARTTLS": true,
	"AddressSpaces": ["SMTP:fabrikam.com;1"],
}

test_to_a_partner_it_is_a_warning if found_in({}) == {"warning"}

test_to_the_internet_it_is_an_error if found_in({"internet": true}) == {"error"}

test_to_exchange_online_it_is_an_error if found_in({"exo": true}) == {"error"}

test_starttls_that_is_used_is_silent if found_in({"IgnoreSTARTTLS": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
