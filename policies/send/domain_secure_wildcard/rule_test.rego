package exchlint.send.domain_secure_wildcard_test

import data.exchlint.send.domain_secure_wildcard

# found_in returns how many findings there are in the object with some properties changed.
found_in(changes) := count(findings) if {
	findings := domain_secure_wildcard.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"DomainSecureEnabled": true,
	"address_spaces": [{"type": "SMTP", "domain": "*.fabrikam.com", "cost": 1, "cloud": false}],
}

to(domain) := {"address_spaces": [{"type": "SMTP", "domain": domain, "cost": 1, "cloud": false}]}

test_subdomains_are_reported if found_in({}) == 1

test_all_mail_is_silent if found_in(to("*")) == 0

test_a_domain_is_silent if found_in(to("fabrikam.com")) == 0

test_another_type_of_address_is_silent if found_in({"address_spaces": [{"type": "FAX", "domain": "*", "cost": 1, "cloud": false}]}) == 0

test_without_domain_security_it_is_silent if found_in({"DomainSecureEnabled": false}) == 0

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == 0
