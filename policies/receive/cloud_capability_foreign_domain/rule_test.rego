package exchlint.receive.cloud_capability_foreign_domain_test

import data.exchlint.receive.cloud_capability_foreign_domain

# found_in returns the messages of what is found in a connector whose one entry has some parts changed.
found_in(changes) := {found.message | some found in findings} if {
	entry := object.union(entry_, changes)
	findings := cloud_capability_foreign_domain.findings with input as {"Enabled": true, "domain_capabilities": [entry]}
}

entry_ := {
	"text": "fabrikam.com:AcceptCloudServicesMail",
	"domain": "fabrikam.com",
	"cloud": false,
	"capabilities": ["AcceptCloudServicesMail"],
	"defect": "",
}

test_another_domain_fires if {
	found_in({}) == {"TlsDomainCapabilities has \"fabrikam.com:AcceptCloudServicesMail\", but \"fabrikam.com\" is not a domain of Exchange Online: whoever has a certificate for it may pass mail off as the organization's own"}
}

test_other_entries_are_kept if {
	own := {"text": "mail.protection.outlook.com:AcceptCloudServicesMail", "domain": "mail.protection.outlook.com", "cloud": true, "capabilities": ["AcceptCloudServicesMail"], "defect": ""}
	other := object.union(entry_, {"text": "example.com:AllowSubmit", "domain": "example.com", "capabilities": ["AllowSubmit"]})
	with_own := cloud_capability_foreign_domain.findings with input as {"Enabled": true, "domain_capabilities": [entry_, other, own]}
	{found.values.capabilities | some found in with_own} == {"example.com:AllowSubmit;mail.protection.outlook.com:AcceptCloudServicesMail"}
	without := cloud_capability_foreign_domain.findings with input as {"Enabled": true, "domain_capabilities": [entry_, other]}
	{found.values.capabilities | some found in without} == {"mail.protection.outlook.com:AcceptCloudServicesMail;example.com:AllowSubmit"}
}

test_exchange_online_is_silent if found_in({"cloud": true}) == set()

test_other_capabilities_are_silent if found_in({"capabilities": ["AllowSubmit"]}) == set()

test_no_tls_is_another_rules_business if found_in({"domain": "no-tls"}) == set()

test_a_certificate_is_another_rules_business if found_in({"domain": ""}) == set()

test_what_exchange_refuses_is_another_rules_business if found_in({"domain": "*", "defect": "any-domain"}) == set()

test_a_disabled_connector_is_silent if {
	cloud_capability_foreign_domain.findings == set() with input as {"Enabled": false, "domain_capabilities": [entry_]}
}
