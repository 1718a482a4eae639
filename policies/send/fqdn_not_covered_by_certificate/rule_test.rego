package exchlint.send.fqdn_not_covered_by_certificate_test

import data.exchlint.send.fqdn_not_covered_by_certificate

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := fqdn_not_covered_by_certificate.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": false,
	"Fqdn": "smtp.contoso.com",
	"certificates_without_fqdn": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}],
}

test_another_name_is_a_note if found_in({}) == {"note"}

test_to_exchange_online_it_is_a_warning if found_in({"exo": true}) == {"warning"}

test_a_name_that_is_there_is_silent if found_in({"certificates_without_fqdn": []}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
