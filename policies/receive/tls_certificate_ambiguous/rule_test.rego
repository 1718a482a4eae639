package exchlint.receive.tls_certificate_ambiguous_test

import data.exchlint.receive.tls_certificate_ambiguous

# found_in returns the thumbprints to remove by what is found in the object with some properties changed.
found_in(changes) := {found.values.old | some found in findings} if {
	findings := tls_certificate_ambiguous.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"bound_certificates": [_certificate("B"), _certificate("A")],
	"bound_for_smtp": [_certificate("B"), _certificate("A")],
	"bound_defects": [{"identity": "EX01\\B", "defects": []}, {"identity": "EX01\\A", "defects": []}],
}

_certificate(letter) := {"identity": sprintf("EX01\\%s", [letter]), "Server": "EX01", "Thumbprint": letter, "Subject": "CN=mail", "Issuer": "CN=CA"}

one_expired := {"bound_defects": [{"identity": "EX01\\B", "defects": []}, {"identity": "EX01\\A", "defects": ["expired"]}]}

test_two_sound_ones_are_silent if found_in({}) == set()

test_one_expired_of_two_fires if found_in(one_expired) == {"A"}

test_one_without_smtp_of_two_fires if found_in({"bound_for_smtp": [_certificate("A")]}) == {"A"}

test_the_older_one_stays_where_the_newer_can_not_be_used if {
	found_in({"bound_defects": [{"identity": "EX01\\B", "defects": ["without its private key"]}, {"identity": "EX01\\A", "defects": []}]}) == {"B"}
}

test_none_that_can_be_used_is_another_rules_business if {
	found_in({"bound_defects": [{"identity": "EX01\\B", "defects": ["expired"]}, {"identity": "EX01\\A", "defects": ["expired"]}]}) == set()
}

test_one_certificate_is_silent if {
	found_in({"bound_certificates": [_certificate("A")], "bound_for_smtp": [], "bound_defects": [{"identity": "EX01\\A", "defects": []}]}) == set()
}

test_an_internal_connector_is_silent if found_in(object.union(one_expired, {"external": false})) == set()

test_the_finding_is_whole if {
	tls_certificate_ambiguous.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName finds 2 certificates, of which some can't be used (EX01\\A: expired): which one Exchange takes is open, and STARTTLS may fail after a restart",
			"related": [
				{
					"kind": "ExchangeCertificate",
					"identity": "EX01\\B",
					"property": "Thumbprint",
					"message": "has the issuer and subject of this name",
				},
				{
					"kind": "ExchangeCertificate",
					"identity": "EX01\\A",
					"property": "Thumbprint",
					"message": "has the issuer and subject of this name",
				},
			],
			"values": {"keep": "B", "old": "A"},
		},
	} with input as object.union(object_, one_expired)
}
