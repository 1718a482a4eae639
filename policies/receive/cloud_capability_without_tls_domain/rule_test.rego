package exchlint.receive.cloud_capability_without_tls_domain_test

import data.exchlint.receive.cloud_capability_without_tls_domain

# found_in returns the messages of what is found in a connector that grants one capability.
found_in(enabled, domain, capability) := {found.message | some found in findings} if {
	entry := {"text": sprintf("%s:%s", [upper(domain), capability]), "domain": domain, "capabilities": [capability]}
	findings := cloud_capability_without_tls_domain.findings with input as {"Enabled": enabled, "domain_capabilities": [entry]}
}

test_hybrid_mail_without_tls_fires if {
	found_in(true, "no-tls", "AcceptCloudServicesMail") == {"TlsDomainCapabilities has \"NO-TLS:AcceptCloudServicesMail\": any sender, without TLS or proof, may pass its mail off as the organization's own"}
}

test_the_capabilities_of_exchange_2010_fire if {
	every capability in ["AcceptOorgProtocol", "AcceptOorgHeader"] {
		count(found_in(true, "no-tls", capability)) == 1
	}
}

test_other_capabilities_are_silent if found_in(true, "no-tls", "AllowSubmit") == set()

test_a_domain_that_is_proven_is_silent if found_in(true, "mail.protection.outlook.com", "AcceptCloudServicesMail") == set()

test_a_disabled_one_is_silent if found_in(false, "no-tls", "AcceptCloudServicesMail") == set()
