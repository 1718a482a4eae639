package exchlint.hardening.third_party_certificate_missing_test

import data.exchlint.hardening.third_party_certificate_missing

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := third_party_certificate_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"hybrid_duties": [],
	"ca_for_smtp": [],
	"ca_not_for_smtp": [],
	"needs_certificates": [{"kind": "ReceiveConnector", "identity": "EX01\\In"}],
}

certificate := {"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail.contoso.com", "Issuer": "CN=CA"}

test_a_server_for_the_outside_without_any_fires if found_in({}) == {"warning"}

test_one_that_is_enabled_is_enough if found_in({"ca_for_smtp": [certificate]}) == set()

test_one_that_lies_idle_is_another_rules_business if found_in({"ca_not_for_smtp": [certificate]}) == set()

test_a_hybrid_server_is_another_rules_business if found_in({"hybrid_duties": [{"kind": "SendConnector", "identity": "Out"}]}) == set()

test_a_server_that_shows_nothing_to_the_outside_is_silent if found_in({"needs_certificates": []}) == set()
