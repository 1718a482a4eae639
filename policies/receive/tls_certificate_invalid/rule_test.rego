package exchlint.receive.tls_certificate_invalid_test

import data.exchlint.receive.tls_certificate_invalid

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := tls_certificate_invalid.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"bound_certificates": [
		{
			"identity": "EX01\\A",
			"Server": "EX01",
			"Thumbprint": "A",
			"Subject": "CN=mail",
			"Issuer": "CN=CA",
		},
	],
	"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}],
}

test_a_defect_of_the_only_one_fires if found_in({}) == {"TlsCertificateName"}

test_a_sound_one_beside_it_is_silent if found_in({"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}, {"identity": "EX01\\B", "defects": []}]}) == set()

test_nothing_bound_is_silent if found_in({"bound_certificates": [], "bound_defects": []}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	tls_certificate_invalid.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName finds no usable certificate (EX01\\A: expired): senders reject it, or STARTTLS is not offered at all (events 12014, 12016)",
			"related": [
				{
					"identity": "EX01\\A",
					"kind": "ExchangeCertificate",
					"message": "the certificate that can't be used",
					"property": "Thumbprint",
				},
			],
		},
	} with input as object_
}
