package exchlint.receive.disabled_cloud_connector_test

import data.exchlint.receive.disabled_cloud_connector

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := disabled_cloud_connector.findings with input as object.union(object_, changes)
}

object_ := {
	"Server": "EX01",
	"disabled": true,
	"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"],
	"capabilities_elsewhere": false,
}

test_a_disabled_one_fires if found_in({}) == {"Enabled"}

test_an_enabled_one_is_silent if found_in({"disabled": false}) == set()

test_without_capabilities_it_is_silent if found_in({"TlsDomainCapabilities": []}) == set()

test_with_another_one_in_its_place_it_is_silent if found_in({"capabilities_elsewhere": true}) == set()

test_the_finding_is_whole if {
	disabled_cloud_connector.findings == {
		{
			"property": "Enabled",
			"message": "Enabled is \"False\", but TlsDomainCapabilities is \"mail.protection.outlook.com:AcceptCloudServicesMail\", and no other connector of EX01 grants the same: mail from Exchange Online counts as anonymous there",
		},
	} with input as object_
}
