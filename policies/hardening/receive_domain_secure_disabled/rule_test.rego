package exchlint.hardening.receive_domain_secure_disabled_test

import data.exchlint.hardening.receive_domain_secure_disabled

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_domain_secure_disabled.findings with input as object.union(object_, changes)
}

object_ := {"external": true, "edge": true, "DomainSecureEnabled": false}

test_off_on_an_edge_server_fires if found_in({}) == {"DomainSecureEnabled is \"False\": partners can't prove their domains by mutual TLS"}

test_on_is_silent if found_in({"DomainSecureEnabled": true}) == set()

test_a_mailbox_server_is_silent if found_in({"edge": false}) == set()

test_a_disabled_connector_is_silent if found_in({"external": false}) == set()
