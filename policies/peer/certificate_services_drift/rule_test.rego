package exchlint.peer.certificate_services_drift_test

import data.exchlint.peer.certificate_services_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := certificate_services_drift.findings with input as object.union(object_, changes)
}

object_ := {
	"Server": "EX02",
	"smtp_drift": [drift],
}

drift := {"enabled": false, "used": false, "others": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}]}

test_one_that_lacks_smtp_is_a_warning if found_in({}) == {"warning"}

test_one_that_connectors_use_is_an_error if found_in({"smtp_drift": [object.union(drift, {"used": true})]}) == {"error"}

test_the_same_everywhere_is_silent if found_in({"smtp_drift": []}) == set()

test_the_one_that_lacks_it_is_to_be_enabled if {
	some found in certificate_services_drift.findings with input as object_
	found.values == {"lacking": "EX02"}
	startswith(found.message, "is not enabled for SMTP, unlike on other servers (EX01\\A): ")
}

test_of_the_one_that_has_it_the_other_is_to_be_enabled if {
	some found in certificate_services_drift.findings with input as object.union(object_, {"smtp_drift": [object.union(drift, {"enabled": true})]})
	found.values == {"lacking": "EX01"}
	startswith(found.message, "is enabled for SMTP, but not on other servers (EX01\\A): ")
}
