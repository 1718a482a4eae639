package exchlint.send.external_authoritative_smart_host_test

import data.exchlint.send.external_authoritative_smart_host

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := external_authoritative_smart_host.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"SmartHosts": ["relay.fabrikam.com"],
	"SmartHostAuthMechanism": "ExternalAuthoritative",
	"exo": false,
}

test_a_trusted_smart_host_fires if {
	found_in({}) == {"SmartHostAuthMechanism is \"ExternalAuthoritative\": \"relay.fabrikam.com\" is taken for one of the organization's own hosts on a line that is secured by other means than TLS"}
}

test_other_mechanisms_are_silent if {
	every mechanism in ["None", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"] {
		found_in({"SmartHostAuthMechanism": mechanism}) == set()
	}
}

test_exchange_online_is_silent if found_in({"exo": true}) == set()

test_without_smart_hosts_it_is_silent if found_in({"SmartHosts": []}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()
