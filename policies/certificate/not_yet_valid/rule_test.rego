package exchlint.certificate.not_yet_valid_test

import data.exchlint.certificate.not_yet_valid

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := not_yet_valid.findings with input as object.union(object_, changes)
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
	"NotBefore": "2026-01-01T00:00:00Z",
	"NotAfter": "2026-11-01T00:00:00Z",
	"seconds_left": 9999999,
	"days_left": 115,
	"lifetime_days": 304,
	"seconds_to_start": 86400,
}

test_the_only_one_that_is_named_is_an_error if found_in({}) == {"error"}

test_one_of_several_that_are_named_is_a_warning if found_in({"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": false}]}) == {"warning"}

test_one_that_is_chosen_is_an_error if found_in({"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "fqdn", "only": false}]}) == {"error"}

test_one_that_nobody_uses_is_a_warning if found_in({"used_by": [], "named": false, "in_use": false}) == {"warning"}

test_one_that_is_valid_is_silent if found_in({"seconds_to_start": 0}) == set()

test_the_finding_is_whole if {
	not_yet_valid.findings == {
		{
			"property": "NotBefore",
			"message": "is not valid before 2026-01-01; used by EX01\\In: peers reject it until then, and selection by host name prefers the newest certificate",
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

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "named": false, "used_by": []}) == set()

test_the_auth_certificate_is_left_alone if found_in({"purpose": "auth"}) == set()
