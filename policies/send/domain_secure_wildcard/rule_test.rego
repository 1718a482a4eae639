package exchlint.send.domain_secure_wildcard_test

import data.exchlint.send.domain_secure_wildcard

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := domain_secure_wildcard.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"Name": "Partner",
	"made_by_edgesync": false,
	"DomainSecureEnabled": true,
	"address_spaces": [{"type": "SMTP", "domain": "*.fabrikam.com", "cost": 1, "cloud": false}],
}

to(domain) := {"address_spaces": [{"type": "SMTP", "domain": domain, "cost": 1, "cloud": false}]}

test_subdomains_are_a_warning if found_in({}) == {"warning"}

test_everything_is_a_warning if found_in(to("*")) == {"warning"}

test_what_edgesync_makes_is_a_note if found_in(object.union(to("*"), {"Name": "EdgeSync - Default-First-Site-Name to Internet", "made_by_edgesync": true})) == {"note"}

test_a_domain_is_silent if found_in(to("fabrikam.com")) == set()

test_another_type_of_address_is_silent if found_in({"address_spaces": [{"type": "FAX", "domain": "*", "cost": 1, "cloud": false}]}) == set()

test_without_domain_security_it_is_silent if found_in({"DomainSecureEnabled": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
