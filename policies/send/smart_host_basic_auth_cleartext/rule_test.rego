package exchlint.send.smart_host_basic_auth_cleartext_test

import data.exchlint.send.smart_host_basic_auth_cleartext

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := smart_host_basic_auth_cleartext.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"SmartHostAuthMechanism": "BasicAuth",
	"RequireTLS": false,
	"SmartHosts": ["smtp.fabrikam.com"],
}

test_a_password_without_tls_fires if found_in({}) == {"SmartHostAuthMechanism"}

test_with_tls_required_it_is_silent if found_in({"RequireTLS": true}) == set()

test_a_mechanism_that_asks_for_tls_is_silent if found_in({"SmartHostAuthMechanism": "BasicAuthRequireTLS"}) == set()

test_without_smart_hosts_nobody_logs_on if found_in({"SmartHosts": []}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
