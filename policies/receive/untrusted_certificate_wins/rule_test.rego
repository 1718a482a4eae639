package exchlint.receive.untrusted_certificate_wins_test

import data.exchlint.receive.untrusted_certificate_wins

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := untrusted_certificate_wins.findings with input as object.union(object_, changes)
}

object_ := {
	"host_name": "mail.contoso.com",
	"presented": {"by": "fqdn", "identity": "EX01\\B", "Subject": "CN=mail.contoso.com", "self_signed": false},
	"public_rivals": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail.contoso.com", "Issuer": "CN=CA"}],
}

test_a_public_one_that_is_passed_over_fires if found_in({}) == {"warning"}

test_without_a_public_one_it_is_silent if found_in({"public_rivals": []}) == set()

test_the_finding_is_whole if {
	untrusted_certificate_wins.findings == {{
		"property": "Fqdn",
		"message": "\"mail.contoso.com\" finds EX01\\B of a private CA before EX01\\A of a public one: peers outside may refuse it (\"454 4.7.0\", \"UntrustedRoot\", event 2004)",
		"related": [
			{"kind": "ExchangeCertificate", "identity": "EX01\\B", "property": "Issuer", "message": "covers the name"},
			{"kind": "ExchangeCertificate", "identity": "EX01\\A", "property": "Issuer", "message": "covers the name"},
		],
		"values": {"public": "<I>CN=CA<S>CN=mail.contoso.com"},
	}} with input as object_
}
