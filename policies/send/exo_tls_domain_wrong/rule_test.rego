package exchlint.send.exo_tls_domain_wrong_test

import data.exchlint.send.exo_tls_domain_wrong

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := exo_tls_domain_wrong.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": true,
	"TlsAuthLevel": "DomainValidation",
	"TlsDomain": "contoso.com",
	"cloud_domain": "mail.protection.outlook.com",
	"cloud_tls_domain": false,
	"DNSRoutingEnabled": true,
}

test_a_domain_of_somebody_else_is_an_error if found_in({}) == {"error"}

test_the_clouds_domain_is_silent if found_in({"TlsDomain": "mail.protection.outlook.com", "cloud_tls_domain": true}) == set()

test_an_empty_one_with_dns_is_a_note if found_in({"TlsDomain": ""}) == {"note"}

test_an_empty_one_with_smart_hosts_is_another_rules_business if found_in({"TlsDomain": "", "DNSRoutingEnabled": false}) == set()

test_another_level_does_not_look_at_the_domain if found_in({"TlsAuthLevel": "CertificateValidation"}) == set()

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
