package exchlint.receive.tls_domain_capabilities_malformed_test

import data.exchlint.receive.tls_domain_capabilities_malformed

# found_for returns the levels of what is found for an entry with some fields changed.
found_for(changes) := found_in({"domain_capabilities": [object.union(entry_, changes)]})

found_in(changes) := {found.level | some found in findings} if {
	findings := tls_domain_capabilities_malformed.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "domain_capabilities": [entry_]}

entry_ := {
	"text": "mail.protection.outlook.com:AcceptCloudServicesMail",
	"domain": "mail.protection.outlook.com",
	"issuer": "",
	"subject": "",
	"capabilities": ["AcceptCloudServicesMail"],
	"unknown": [],
	"defect": "",
	"cloud": true,
}

misspelt := {
	"text": "mail.protection.outlook.com:AcceptCloudServiceMail",
	"capabilities": ["AcceptCloudServiceMail"],
	"unknown": [{"capability": "AcceptCloudServiceMail", "meant": "AcceptCloudServicesMail"}],
}

test_what_the_hybrid_wizard_writes_is_silent if found_in({}) == set()

test_no_entry_is_silent if found_in({"domain_capabilities": []}) == set()

test_the_old_capability_is_silent if found_for({"capabilities": ["AcceptOorgProtocol"]}) == set()

test_a_misspelt_capability_is_an_error if found_for(misspelt) == {"error"}

test_a_refused_entry_is_an_error if found_for({"text": "*:AcceptCloudServicesMail", "domain": "*", "defect": "any-domain"}) == {"error"}

test_a_capability_without_documentation_is_a_note if found_for({"capabilities": ["AcceptCloudServicesMail", "AcceptProxyProtocol"]}) == {"note"}

test_on_a_disabled_connector_it_is_a_note if {
	found_in({"disabled": true, "domain_capabilities": [object.union(entry_, misspelt)]}) == {"note"}
}

test_without_tls_is_another_rules_business if found_for({"text": "NO-TLS:AcceptCloudServicesMail", "domain": "no-tls"}) == set()

test_the_finding_is_whole if {
	tls_domain_capabilities_malformed.findings == {
		{
			"property": "TlsDomainCapabilities",
			"message": "TlsDomainCapabilities has \"mail.protection.outlook.com:AcceptCloudServiceMail\", but \"AcceptCloudServiceMail\" is not a known capability: Exchange may refuse it, and hybrid mail then counts as anonymous. Probably meant: \"AcceptCloudServicesMail\"",
			"level": "error",
			"values": {"capabilities": "mail.protection.outlook.com:AcceptCloudServicesMail"},
		},
	} with input as object.union(object_, {"domain_capabilities": [object.union(entry_, misspelt)]})
}
