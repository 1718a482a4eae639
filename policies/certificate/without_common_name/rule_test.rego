package exchlint.certificate.without_common_name_test

import data.exchlint.certificate.without_common_name

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := without_common_name.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"self_signed": false,
	"nameable": false,
	"Subject": "O=Contoso, C=DE",
	"wanted_by": ["EX01\\In"],
}

test_one_that_connectors_could_use_fires if found_in({}) == {"warning"}

test_one_with_a_common_name_is_silent if found_in({"nameable": true}) == set()

test_one_that_no_connector_needs_is_silent if found_in({"wanted_by": []}) == set()

test_a_self_signed_one_is_silent if found_in({"self_signed": true}) == set()

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"]}) == set()

test_the_auth_certificate_is_silent if found_in({"purpose": "auth"}) == set()

test_the_finding_is_whole if {
	without_common_name.findings == {{
		"property": "Subject",
		"message": "Subject is \"O=Contoso, C=DE\", without a host name as its common name: no TlsCertificateName can name it, so EX01\\In can't be bound to it",
	}} with input as object_
}
