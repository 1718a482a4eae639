package exchlint.certificate.expired_test

import data.exchlint.certificate.expired

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := expired.findings with input as object.union(object_, changes)
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
	"seconds_left": -1641600,
	"days_left": -19,
	"lifetime_days": 304,
	"seconds_to_start": -1,
}

test_one_in_use_is_an_error if found_in({}) == {"error"}

test_one_for_smtp_that_nobody_uses_is_a_warning if found_in({"used_by": [], "named": false, "in_use": false}) == {"warning"}

test_the_default_self_signed_one_is_a_warning if found_in({"default_self_signed": true}) == {"warning"}

test_one_that_its_successor_replaced_is_silent if found_in({"used_by": [], "named": false, "newer_twin": "B"}) == set()

test_in_use_beside_a_sound_one_of_the_same_name_it_is_a_warning if found_in({"newer_twin": "B", "successor": "B"}) == {"warning"}

test_a_leftover_whose_names_another_covers_is_a_note if found_in({"used_by": [], "named": false, "in_use": false, "replacement": "B"}) == {"note"}

test_one_that_is_named_is_no_leftover if found_in({"used_by": [], "replacement": "B"}) == {"warning"}

test_one_still_named_fires_beside_its_successor if found_in({"newer_twin": "B"}) == {"error"}

test_one_that_is_valid_is_silent if found_in({"seconds_left": 1}) == set()

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "used_by": [], "named": false}) == set()

test_one_that_is_only_named_fires if found_in({"Services": ["IIS"], "used_by": []}) == {"warning"}

test_the_auth_certificate_is_left_alone if found_in({"purpose": "auth"}) == set()

test_the_finding_is_whole if {
	expired.findings == {
		{
			"property": "NotAfter",
			"message": "expired on 2026-11-01; used by EX01\\In: peers reject it, or STARTTLS is not offered (events 12016, 12014)",
			"level": "error",
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

test_the_words_for_the_default_one_name_its_own_event if {
	some found in expired.findings with input as object.union(object_, {"default_self_signed": true})
	contains(found.message, "event 12015 is logged")
}
