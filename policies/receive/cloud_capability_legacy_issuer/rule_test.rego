package exchlint.receive.cloud_capability_legacy_issuer_test

import data.exchlint.receive.cloud_capability_legacy_issuer

# found_in returns the messages of what is found in a connector with one entry.
found_in(text, capability) := {found.message | some found in findings} if {
	findings := cloud_capability_legacy_issuer.findings with input as {"Enabled": true, "domain_capabilities": [{"text": text, "capabilities": [capability]}]}
}

test_the_old_ca_fires if {
	messages := found_in("<I>CN=MSIT Machine Auth CA 2, DC=redmond<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail", "AcceptCloudServicesMail")
	messages == {"TlsDomainCapabilities has \"<I>CN=MSIT Machine Auth CA 2, DC=redmond<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail\": Exchange Online has not shown a certificate of this CA since 2016, so its mail is refused or counts as anonymous (451 4.7.0 PRX5, 550 5.7.1)"}
}

test_the_old_ca_fires_without_tags if count(found_in("CN=MSIT Machine Auth CA 2, DC=redmond:AcceptOorgProtocol", "AcceptOorgProtocol")) == 1

test_any_other_issuer_fires if count(found_in("<i>CN=Fabrikam CA<s>CN=mail.protection.outlook.com:AcceptCloudServicesMail", "AcceptCloudServicesMail")) == 1

test_a_domain_is_silent if found_in("mail.protection.outlook.com:AcceptCloudServicesMail", "AcceptCloudServicesMail") == set()

test_other_capabilities_are_silent if found_in("<I>CN=Fabrikam CA<S>CN=mail.fabrikam.com:AllowSubmit", "AllowSubmit") == set()

test_a_disabled_connector_is_silent if {
	entry := {"text": "<I>CN=MSIT Machine Auth CA 2<S>CN=x:AcceptCloudServicesMail", "capabilities": ["AcceptCloudServicesMail"]}
	cloud_capability_legacy_issuer.findings == set() with input as {"Enabled": false, "domain_capabilities": [entry]}
}
