package exchlint.send.exo_self_signed_certificate_test

import data.exchlint.send.exo_self_signed_certificate

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := exo_self_signed_certificate.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": true,
	"TlsCertificateName": "<I>CN=Contoso CA<S>CN=mail",
	"certificate_name": {"form": "full", "issuer": "CN=Contoso CA", "subject": "CN=mail"},
	"private_certificates": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=Contoso CA"}],
}

test_the_organizations_own_ca_fires if found_in({}) == {"TlsCertificateName"}

test_a_public_ca_is_silent if found_in({"private_certificates": []}) == set()

test_a_name_that_signed_itself_fires_without_the_certificate if found_in({"private_certificates": [], "certificate_name": {"issuer": "CN=LOCALHOST", "subject": "CN=localhost"}}) == {"TlsCertificateName"}

test_it_is_said_once if {
	count(exo_self_signed_certificate.findings) == 1 with input as object.union(object_, {"certificate_name": {"issuer": "CN=mail", "subject": "CN=mail"}})
}

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
