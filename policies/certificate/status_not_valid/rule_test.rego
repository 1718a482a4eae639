package exchlint.certificate.status_not_valid_test

import data.exchlint.certificate.status_not_valid

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := status_not_valid.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"Status": "Untrusted",
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
	"seconds_to_start": -1,
}

test_untrusted_in_use_is_an_error if found_in({}) == {"error"}

test_untrusted_out_of_use_is_a_warning if found_in({"used_by": [], "named": false, "in_use": false}) == {"warning"}

test_invalid_is_an_error if found_in({"Status": "Invalid", "used_by": []}) == {"error"}

test_revoked_is_an_error if found_in({"Status": "Revoked", "used_by": []}) == {"error"}

test_unknown_is_a_warning if found_in({"Status": "Unknown"}) == {"warning"}

test_the_default_self_signed_one_may_be_untrusted if found_in({"default_self_signed": true, "used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "fqdn", "only": true}]}) == set()

test_unless_it_is_bound if found_in({"default_self_signed": true}) == {"error"}

test_dates_are_other_rules_business if found_in({"Status": "DateInvalid"}) == set()

test_so_is_revocation if found_in({"Status": "RevocationCheckFailure"}) == set()

test_so_are_requests if found_in({"Status": "PendingRequest"}) == set()

test_valid_is_silent if found_in({"Status": "Valid"}) == set()

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "used_by": [], "named": false, "in_use": false}) == set()

test_one_that_is_chosen_without_smtp_fires if found_in({"Services": ["IIS"], "named": false}) == {"error"}

test_the_finding_is_whole if {
	status_not_valid.findings == {
		{
			"property": "Status",
			"message": "Status is \"Untrusted\"; used by EX01\\In: its chain ends in no root that the server trusts, or an intermediate certificate is missing (\"454 4.7.5\", \"UntrustedRoot\")",
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
