package exchlint.send.exo_connector_missing_test

import data.exchlint.send.exo_connector_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := exo_connector_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"expects_cloud_route": true,
	"cloud_route": false,
	"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"],
}

test_without_a_route_it_fires if found_in({}) == {"TlsDomainCapabilities"}

test_with_a_route_it_is_silent if found_in({"cloud_route": true}) == set()

test_a_connector_that_shows_no_hybrid_is_silent if found_in({"expects_cloud_route": false}) == set()
