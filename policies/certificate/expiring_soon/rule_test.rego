package exchlint.certificate.expiring_soon_test

import data.exchlint.certificate.expiring_soon

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := expiring_soon.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"Status": "Valid",
	"HasPrivateKey": true,
	"named": true,
	"in_use": true,
	"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}],
	"default_self_signed": false,
	"newer_twin": "",
	"successor": "",
	"replacement": "",
	"NotBefore": "2026-01-01T00:00:00Z",
	"NotAfter": "2026-11-01T00:00:00Z",
	"seconds_left": 5097600,
	"days_left": 59,
	"lifetime_days": 397,
	"seconds_to_start": -1,
}

test_below_60_days_it_is_a_warning if found_in({}) == {"warning"}

test_below_30_days_it_is_an_error if found_in({"seconds_left": 2505600, "days_left": 29}) == {"error"}

test_30_days_are_still_a_warning if found_in({"seconds_left": 2592000, "days_left": 30}) == {"warning"}

test_60_days_are_enough if found_in({"seconds_left": 5184000, "days_left": 60}) == set()

test_an_expired_one_is_another_rules_business if found_in({"seconds_left": -1, "days_left": -1}) == set()

test_the_last_day_is_an_error if found_in({"seconds_left": 0, "days_left": 0}) == {"error"}

test_a_successor_of_the_same_name_is_enough if found_in({"successor": "B"}) == set()

test_the_days_can_be_set if {
	findings := expiring_soon.findings with input as object_
		with expiring_soon.parameters as {"warningDays": 90, "errorDays": 60}
	{found.level | some found in findings} == {"error"}
}

test_one_that_another_name_replaces_is_enough_where_nothing_uses_it if found_in({"replacement": "B", "in_use": false, "used_by": []}) == set()

test_one_that_another_name_replaces_fires_where_it_is_used if found_in({"replacement": "B", "seconds_left": 2505600, "days_left": 29}) == {"error"}

test_what_can_take_its_place_is_named if {
	findings := expiring_soon.findings with input as object.union(object_, {"replacement": "BBBB"})
	some found in findings
	contains(found.message, "BBBB can take its place under another name")
}

test_a_short_lived_one_has_time_until_its_last_third if found_in({"lifetime_days": 90, "seconds_left": 2678400, "days_left": 31}) == set()

test_a_short_lived_one_in_its_last_third_is_a_warning if found_in({"lifetime_days": 90, "seconds_left": 2505600, "days_left": 29}) == {"warning"}

test_a_short_lived_one_in_its_last_sixth_is_an_error if found_in({"lifetime_days": 90, "seconds_left": 1209600, "days_left": 14}) == {"error"}

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "used_by": [], "named": false, "in_use": false}) == set()

test_one_for_smtp_that_nobody_uses_fires if found_in({"used_by": [], "named": false, "in_use": false}) == {"warning"}

test_one_that_is_chosen_without_smtp_fires if found_in({"Services": ["IIS"], "named": false}) == {"warning"}

test_the_finding_is_whole if {
	expiring_soon.findings == {
		{
			"property": "NotAfter",
			"message": "expires in 59 days, on 2026-11-01; used by EX01\\In: renew it before peers reject it, and bind its connectors again if its issuer or subject changes",
			"level": "warning",
			"related": [
				{
					"identity": "EX01\\In",
					"kind": "ReceiveConnector",
					"message": "uses this certificate",
					"property": "TlsCertificateName",
				},
			],
		},
	} with input as object_
}

test_one_day_and_less_are_told_as_people_would if {
	messages := {found.message | some days in [0, 1]; some found in expiring_soon.findings with input as object.union(object_, {"seconds_left": days * 86400, "days_left": days})}
	count(messages) == 2
	some a in messages
	startswith(a, "expires in less than a day,")
	some b in messages
	startswith(b, "expires in 1 day,")
}
