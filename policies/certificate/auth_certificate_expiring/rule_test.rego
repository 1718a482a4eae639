package exchlint.certificate.auth_certificate_expiring_test

import data.exchlint.certificate.auth_certificate_expiring

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := auth_certificate_expiring.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "auth",
	"NotAfter": "2026-12-01T10:00:00Z",
	"seconds_left": 986400,
	"newer_twin": "",
}

test_below_60_days_it_is_a_warning if found_in({}) == {"warning"}

test_60_days_are_enough if found_in({"seconds_left": 5184000}) == set()

test_once_expired_it_is_an_error if found_in({"seconds_left": -1}) == {"error"}

test_the_days_can_be_set if {
	set() == auth_certificate_expiring.findings with input as object_
		with auth_certificate_expiring.parameters as {"warningDays": 7}
}

test_one_that_was_replaced_is_silent if found_in({"newer_twin": "B", "seconds_left": -1}) == set()

test_a_certificate_for_smtp_is_another_rules_business if found_in({"purpose": "transport"}) == set()

test_the_finding_is_whole if {
	auth_certificate_expiring.findings == {{
		"property": "NotAfter",
		"message": "expires on 2026-12-01: OAuth fails from then on, and with it hybrid features, Outlook on the web and the admin center",
		"level": "warning",
	}} with input as object_
}
