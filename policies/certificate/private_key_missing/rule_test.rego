package exchlint.certificate.private_key_missing_test

import data.exchlint.certificate.private_key_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := private_key_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"Status": "Valid",
	"HasPrivateKey": false,
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

test_without_its_key_it_fires if found_in({}) == {"HasPrivateKey"}

test_with_its_key_it_is_silent if found_in({"HasPrivateKey": true}) == set()

test_a_pending_request_is_silent if found_in({"Status": "PendingRequest"}) == set()

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "named": false}) == set()

test_the_finding_is_whole if {
	private_key_missing.findings == {
		{
			"property": "HasPrivateKey",
			"message": "has no private key on this server; used by EX01\\In: TLS with it fails (\"TLS negotiation failed with error NoCredentials\")",
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

test_one_that_is_only_named_fires if found_in({"Services": []}) == {"HasPrivateKey"}

test_the_auth_certificate_is_left_alone if found_in({"purpose": "auth"}) == set()
