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
	"presented": {"by": "nothing", "identity": "", "Subject": "", "self_signed": false},
	"host_name": "smtp.contoso.com",
}

_certificate := {"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}

_presented := {"by": "fqdn", "identity": "EX01\\A", "Subject": "CN=mail", "self_signed": false}

test_no_certificate_for_the_name_fires if found_in({}) == {"Fqdn"}

test_one_that_covers_it_is_silent if found_in({"covering_certificates": [_certificate], "presented": _presented}) == set()

test_one_that_covers_it_and_is_passed_over_fires if found_in({"covering_certificates": [_certificate]}) == {"Fqdn"}

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

test_the_finding_about_one_that_is_not_trusted_is_whole if {
	fqdn_without_certificate.findings == {
		{
			"property": "Fqdn",
			"message": "EX01\\A covers \"smtp.contoso.com\", but EX01 does not trust it, and TlsCertificateName is empty: it is passed over, and STARTTLS may not be offered (event 12014)",
			"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\A", "property": "Status", "message": "is not trusted"}],
		},
	} with input as object.union(object_, {"covering_certificates": [_certificate]})
}
