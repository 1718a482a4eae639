package exchlint.send.tls_certificate_not_smtp_enabled_test

import data.exchlint.send.tls_certificate_not_smtp_enabled

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := tls_certificate_not_smtp_enabled.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"sources_without_smtp": [
		{
			"identity": "EX01\\A",
			"Server": "EX01",
			"Thumbprint": "A",
			"Subject": "CN=mail",
			"Issuer": "CN=CA",
		},
	],
}

test_a_server_without_smtp_fires if found_in({}) == {"TlsCertificateName"}

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_all_enabled_is_silent if found_in({"sources_without_smtp": []}) == set()

test_the_finding_is_whole if {
	tls_certificate_not_smtp_enabled.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName finds no usable certificate that is enabled for SMTP (EX01\\A is not): mail that leaves there fails with \"TLS negotiation failed with error UnknownCredentials\"",
			"related": [
				{
					"identity": "EX01\\A",
					"kind": "ExchangeCertificate",
					"message": "the certificate that is not enabled for SMTP",
					"property": "Services",
				},
			],
			"values": {"on": "EX01", "thumbprint": "A"},
		},
	} with input as object_
}
