package exchlint.server.third_party_certificate_missing_test

import data.exchlint.server.third_party_certificate_missing

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := third_party_certificate_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"hybrid_duties": [],
	"ca_for_smtp": [],
	"ca_not_for_smtp": [idle],
	"needs_certificates": [{"kind": "ReceiveConnector", "identity": "EX01\\In"}],
}

idle := {"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail.contoso.com", "Issuer": "CN=CA"}

hybrid := [{"kind": "SendConnector", "identity": "Out"}]

test_an_installed_one_that_is_left_out_is_a_warning if found_in({}) == {"warning"}

test_where_exchange_online_must_trust_it_it_is_an_error if found_in({"hybrid_duties": hybrid}) == {"error"}

test_there_it_is_one_without_any_installed_too if found_in({"hybrid_duties": hybrid, "ca_not_for_smtp": []}) == {"error"}

test_one_that_is_enabled_is_enough if {
	found_in({"ca_for_smtp": [idle]}) == set()
	found_in({"ca_for_smtp": [idle], "hybrid_duties": hybrid}) == set()
}

test_a_vanilla_server_is_silent if found_in({"ca_not_for_smtp": []}) == set()

test_a_server_that_shows_nothing_to_the_outside_is_silent if {
	found_in({"needs_certificates": []}) == set()
	found_in({"needs_certificates": [{"kind": "SendConnector", "identity": "Internet"}]}) == set()
}

test_the_finding_is_whole if {
	third_party_certificate_missing.findings == {{
		"property": "",
		"message": "has EX01\\A, but no CA's certificate is enabled for SMTP: mail clients are shown one that they don't trust",
		"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\A", "property": "Services", "message": "is not enabled for SMTP"}],
		"values": {"installed": "A"},
	}} with input as object_
}

test_the_error_is_whole if {
	third_party_certificate_missing.findings == {{
		"property": "",
		"message": "has no CA's certificate enabled for SMTP, though it exchanges mail with Exchange Online (Out), which trusts no other (\"450 4.7.320\", \"450 4.4.317\")",
		"level": "error",
		"related": [{"kind": "SendConnector", "identity": "Out", "property": "", "message": "exchanges mail with Exchange Online"}],
		"values": {},
	}} with input as object.union(object_, {"hybrid_duties": hybrid, "ca_not_for_smtp": []})
}
