package exchlint.receive.fqdn_not_covered_by_bound_certificate_test

import data.exchlint.receive.fqdn_not_covered_by_bound_certificate

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := fqdn_not_covered_by_bound_certificate.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"AuthMechanism": ["Tls", "BasicAuth", "BasicAuthRequireTLS"],
	"Fqdn": "EX01.corp.contoso.com",
	"fqdn_covered": false,
	"bound_certificates": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail.contoso.com", "Issuer": "CN=CA"}],
}

test_a_name_that_is_not_covered_fires if found_in({}) == {"Fqdn"}

test_one_that_is_covered_is_silent if found_in({"fqdn_covered": true}) == set()

test_with_exchange_server_authentication_it_is_silent if found_in({"AuthMechanism": ["Tls", "ExchangeServer"]}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	fqdn_not_covered_by_bound_certificate.findings == {
		{
			"property": "Fqdn",
			"message": "Fqdn is \"EX01.corp.contoso.com\", which the certificate bound by TlsCertificateName, EX01\\A, does not cover: strict clients may take the greeting and the certificate for two servers",
			"related": [{
				"kind": "ExchangeCertificate",
				"identity": "EX01\\A",
				"property": "CertificateDomains",
				"message": "the certificate that is bound",
			}],
		},
	} with input as object_
}
