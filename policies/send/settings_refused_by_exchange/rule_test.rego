package exchlint.send.settings_refused_by_exchange_test

import data.exchlint.send.settings_refused_by_exchange

# found_in returns the property of each fault that is found in the object with some properties changed.
found_in(changes) := [found.property | some found in findings] if {
	findings := settings_refused_by_exchange.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"AddressSpaces": ["SMTP:*;1"],
	"DNSRoutingEnabled": true,
	"SmartHosts": [],
	"RequireTLS": true,
	"TlsAuthLevel": "",
	"TlsDomain": "",
	"IgnoreSTARTTLS": false,
	"DomainSecureEnabled": false,
}

over_a_host := {"DNSRoutingEnabled": false, "SmartHosts": ["gateway.fabrikam.com"]}

test_settings_that_agree_are_silent if found_in({}) == []

test_no_address_space if found_in({"AddressSpaces": []}) == ["AddressSpaces"]

test_neither_dns_nor_smart_host if found_in({"DNSRoutingEnabled": false}) == ["SmartHosts"]

test_both_dns_and_smart_host if found_in({"SmartHosts": ["gateway.fabrikam.com"]}) == ["SmartHosts"]

test_a_smart_host_alone_is_silent if found_in(over_a_host) == []

test_starttls_both_ignored_and_required if found_in({"IgnoreSTARTTLS": true}) == ["IgnoreSTARTTLS"]

test_starttls_ignored_and_its_certificate_checked if found_in({"IgnoreSTARTTLS": true, "TlsAuthLevel": "EncryptionOnly"}) == ["IgnoreSTARTTLS"]

test_a_level_without_tls if found_in({"RequireTLS": false, "TlsAuthLevel": "EncryptionOnly"}) == ["TlsAuthLevel"]

test_a_level_with_domain_security if found_in({"TlsAuthLevel": "CertificateValidation", "DomainSecureEnabled": true}) == ["TlsAuthLevel"]

test_domain_security_over_a_smart_host if found_in(object.union(over_a_host, {"DomainSecureEnabled": true})) == ["DomainSecureEnabled"]

test_domain_security_with_starttls_ignored if found_in({"RequireTLS": false, "DomainSecureEnabled": true, "IgnoreSTARTTLS": true}) == ["IgnoreSTARTTLS"]

test_a_domain_that_is_not_looked_at if found_in({"TlsDomain": "fabrikam.com", "TlsAuthLevel": "CertificateValidation"}) == ["TlsDomain"]

test_a_smart_host_whose_domain_is_not_told if found_in(object.union(over_a_host, {"TlsAuthLevel": "DomainValidation"})) == ["TlsDomain"]

test_by_dns_the_domain_may_be_empty if found_in({"TlsAuthLevel": "DomainValidation"}) == []

test_a_disabled_connector_is_silent if found_in({"disabled": true, "AddressSpaces": []}) == []
