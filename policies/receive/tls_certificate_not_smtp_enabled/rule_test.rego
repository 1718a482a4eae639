package exchlint.receive.tls_certificate_not_smtp_enabled_test

import data.exchlint.receive.tls_certificate_not_smtp_enabled

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_certificate_not_smtp_enabled.findings with input as object.union(object_, changes)
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
		{
			"identity": "EX01\\B",
			"Server": "EX01",
			"Thumbprint": "B",
			"Subject": "CN=mail",
			"Issuer": "CN=CA",
		},
	],
	"bound_for_smtp": [],
	"bound_defects": [{"identity": "EX01\\A", "defects": []}, {"identity": "EX01\\B", "defects": []}],
	"AuthMechanism": ["Tls"],
	"host_name": "mail.contoso.com",
	"found_without_smtp": [],
}

found_by_host := {"bound_certificates": [], "found_without_smtp": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}]}

test_one_that_the_host_name_finds_is_a_warning if found_in(found_by_host) == {"warning"}

test_a_connector_without_tls_shows_none if found_in(object.union(found_by_host, {"AuthMechanism": []})) == set()

test_none_enabled_is_an_error if found_in({}) == {"error"}

test_the_newest_not_enabled_is_a_warning if found_in({"bound_for_smtp": [{"identity": "EX01\\B", "Server": "EX01", "Thumbprint": "B", "Subject": "CN=mail", "Issuer": "CN=CA"}]}) == {"warning"}

test_an_enabled_one_that_has_expired_beside_a_good_one_that_is_not_enabled_is_an_error if {
	found_in({
		"bound_for_smtp": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}],
		"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}, {"identity": "EX01\\B", "defects": []}],
	}) == {"error"}
}

test_where_none_is_usable_that_is_another_rules_business if {
	found_in({
		"bound_for_smtp": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}],
		"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}, {"identity": "EX01\\B", "defects": ["expired"]}],
	}) == set()
}

test_an_older_one_not_enabled_is_silent if found_in({"bound_for_smtp": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}]}) == set()

test_nothing_bound_is_another_rules_business if found_in({"bound_certificates": []}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	tls_certificate_not_smtp_enabled.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName finds EX01\\A, which is not enabled for SMTP: STARTTLS is offered and then fails (SChannel event 36874)",
			"level": "error",
			"related": [
				{
					"identity": "EX01\\A",
					"kind": "ExchangeCertificate",
					"message": "the certificate that is not enabled for SMTP",
					"property": "Services",
				},
			],
			"values": {"thumbprint": "A"},
		},
	} with input as object_
}
