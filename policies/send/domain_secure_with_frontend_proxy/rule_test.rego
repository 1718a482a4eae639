package exchlint.send.domain_secure_with_frontend_proxy_test

import data.exchlint.send.domain_secure_with_frontend_proxy

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := domain_secure_with_frontend_proxy.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "DomainSecureEnabled": true, "FrontendProxyEnabled": true}

test_both_fire if found_in({}) == {"FrontendProxyEnabled"}

test_domain_security_alone_is_silent if found_in({"FrontendProxyEnabled": false}) == set()

test_the_front_end_alone_is_silent if found_in({"DomainSecureEnabled": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
