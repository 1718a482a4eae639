package exchlint.send.exo_smart_host_unexpected_test

import data.exchlint.send.exo_smart_host_unexpected

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := exo_smart_host_unexpected.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"gateway_in_front": false,
	"exo": false,
	"Name": "Outbound to Office 365",
	"SmartHosts": ["relay.fabrikam.com"],
	"TlsDomain": "",
}

test_the_wizards_name_with_another_host_fires if found_in({}) == {"SmartHosts"}

test_the_clouds_certificate_with_another_host_fires if found_in({"Name": "Cloud", "TlsDomain": "mail.protection.outlook.com"}) == {"SmartHosts"}

test_another_name_and_another_certificate_are_silent if found_in({"Name": "Relay"}) == set()

test_a_host_of_exchange_online_is_silent if found_in({"exo": true}) == set()

test_dns_is_silent if found_in({"SmartHosts": []}) == set()

test_a_gateway_that_is_meant_is_silent if found_in({"gateway_in_front": true}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
