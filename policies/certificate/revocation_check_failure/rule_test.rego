package exchlint.certificate.revocation_check_failure_test

import data.exchlint.certificate.revocation_check_failure

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := revocation_check_failure.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"Status": "RevocationCheckFailure",
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

test_in_use_it_fires if found_in({}) == {"Status"}

test_out_of_use_it_is_silent if found_in({"in_use": false, "used_by": []}) == set()

test_another_status_is_silent if found_in({"Status": "Valid"}) == set()

test_the_finding_is_whole if {
	revocation_check_failure.findings == {
		{
			"property": "Status",
			"message": "Status is \"RevocationCheckFailure\"; used by EX01\\In: the server can't reach its CA's revocation list, so TLS may be slow or refused (\"454 4.7.5\")",
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

test_the_auth_certificate_is_left_alone if found_in({"purpose": "auth"}) == set()
