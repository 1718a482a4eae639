package exchlint.send.tls_certificate_invalid_test

import data.exchlint.send.tls_certificate_invalid

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := tls_certificate_invalid.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"sources_with_defects": [{"identity": "EX01\\A", "defects": ["no private key"]}],
}

test_a_server_with_a_broken_one_fires if found_in({}) == {"TlsCertificateName"}

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_all_sound_is_silent if found_in({"sources_with_defects": []}) == set()

test_the_finding_is_whole if {
	tls_certificate_invalid.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName finds no usable certificate (EX01\\A: no private key): mail that leaves there may fail with \"454 4.7.5\" or \"TLS negotiation failed with error NoCredentials\"",
			"related": [
				{
					"identity": "EX01\\A",
					"kind": "ExchangeCertificate",
					"message": "the certificate that can't be used",
					"property": "Thumbprint",
				},
			],
			"values": {"on": "EX01"},
		},
	} with input as object_
}
