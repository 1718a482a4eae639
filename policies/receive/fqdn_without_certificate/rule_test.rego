package exchlint.receive.fqdn_without_certificate_test

import data.exchlint.receive.fqdn_without_certificate

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := fqdn_without_certificate.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"Server": "EX01",
	"AuthMechanism": ["Tls"],
	"certificate_name": {"form": "none", "defect": "", "issuer": "", "subject": "", "repaired": ""},
	"covering_certificates": [],
	"host_name": "smtp.contoso.com",
}

test_no_certificate_for_the_name_fires if found_in({}) == {"Fqdn"}

test_one_that_covers_it_is_silent if found_in({"covering_certificates": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}]}) == set()

test_a_bound_certificate_is_silent if found_in({"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""}}) == set()

test_without_tls_it_is_silent if found_in({"AuthMechanism": []}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	fqdn_without_certificate.findings == {
		{
			"property": "Fqdn",
			"message": "no certificate with a private key on EX01 covers \"smtp.contoso.com\", and TlsCertificateName is empty: STARTTLS is not offered (event 12014)",
		},
	} with input as object_
}
