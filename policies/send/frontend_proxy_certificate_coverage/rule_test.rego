package exchlint.send.frontend_proxy_certificate_coverage_test

import data.exchlint.send.frontend_proxy_certificate_coverage

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := frontend_proxy_certificate_coverage.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"proxied": true,
	"frontends_without_certificate": ["EX02"],
}

test_a_front_end_without_it_fires if found_in({}) == {"TlsCertificateName"}

test_front_ends_that_have_it_are_silent if found_in({"frontends_without_certificate": []}) == set()

test_mail_that_leaves_by_itself_is_silent if found_in({"proxied": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_after_five_the_others_are_not_counted if {
	some found in frontend_proxy_certificate_coverage.findings with input as object.union(object_, {"frontends_without_certificate": ["A", "B", "C", "D", "E", "F"]})
	contains(found.message, "on A, B, C, D, E and others:")
}
