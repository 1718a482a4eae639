package exchlint.send.exo_address_space_mixed_test

import data.exchlint.send.exo_address_space_mixed

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := exo_address_space_mixed.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"Name": "Outbound to Office 365 - 6e2f0d1b",
	"CloudServicesMailEnabled": true,
	"AddressSpaces": ["SMTP:contoso.mail.onmicrosoft.com;1", "SMTP:fabrikam.com;1"],
	"address_spaces": [tenant_, other_],
}

tenant_ := {"type": "SMTP", "domain": "contoso.mail.onmicrosoft.com", "cost": 1, "cloud": true}

other_ := {"type": "SMTP", "domain": "fabrikam.com", "cost": 1, "cloud": false}

test_a_foreign_space_beside_the_tenants_fires if found_in({}) == {"AddressSpaces"}

test_a_foreign_space_alone_fires if found_in({"address_spaces": [other_]}) == {"AddressSpaces"}

test_by_its_name_alone_it_fires if found_in({"CloudServicesMailEnabled": false}) == {"AddressSpaces"}

test_by_its_headers_alone_it_fires if found_in({"Name": "To the cloud"}) == {"AddressSpaces"}

test_the_tenants_space_is_silent if found_in({"address_spaces": [tenant_]}) == set()

test_all_mail_is_silent if found_in({"address_spaces": [object.union(other_, {"domain": "*"})]}) == set()

test_another_connector_is_silent if found_in({"Name": "Partner", "CloudServicesMailEnabled": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_tenants_space_is_what_stays if {
	some found in exo_address_space_mixed.findings with input as object_
	found.values == {"tenant": "SMTP:contoso.mail.onmicrosoft.com;1"}
}

test_without_a_tenants_space_nothing_is_proposed if {
	some found in exo_address_space_mixed.findings with input as object.union(object_, {"address_spaces": [other_]})
	found.values == {}
}
