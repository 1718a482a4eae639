package exchlint.peer.certificate_missing_test

import data.exchlint.peer.certificate_missing

# found_in returns the levels of what is found where a certificate is missing.
found_in(missing) := {found.level | some found in findings} if {
	findings := certificate_missing.findings with input as {"missing_certificates": missing}
}

missing := {
	"named": false,
	"certificate": {"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"},
}

test_one_that_only_peers_need_is_a_warning if found_in([missing]) == {"warning"}

test_one_that_connectors_are_bound_to_is_an_error if found_in([object.union(missing, {"named": true})]) == {"error"}

test_none_missing_is_silent if found_in([]) == set()

test_the_finding_is_whole if {
	certificate_missing.findings == {{
		"property": "",
		"message": "has no certificate \"CN=mail\" of \"CN=CA\", which connectors on EX01 use: this server can't take their place",
		"level": "warning",
		"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\A", "property": "Thumbprint", "message": "the certificate that the server lacks"}],
		"values": {"holder": "EX01", "thumbprint": "A"},
	}} with input as {"missing_certificates": [missing]}
}
