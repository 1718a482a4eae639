package exchlint.peer.certificate_thumbprint_drift_test

import data.exchlint.peer.certificate_thumbprint_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := certificate_thumbprint_drift.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": false,
	"thumbprint_drift": [{"harmless": false, "others": [other]}],
}

other := {"identity": "EX02\\B", "Server": "EX02", "Thumbprint": "B", "Subject": "CN=mail", "Issuer": "CN=CA"}

test_a_renewal_that_is_half_done_is_a_warning if found_in({}) == {"warning"}

test_certificates_that_all_last_are_a_note if found_in({"thumbprint_drift": [{"harmless": true, "others": [other]}]}) == {"note"}

test_one_that_connectors_name_counts_without_smtp if found_in({"Services": ["IIS"], "named": true}) == {"warning"}

test_one_that_connectors_do_not_use_is_silent if found_in({"Services": ["IIS"]}) == set()

test_the_same_everywhere_is_silent if found_in({"thumbprint_drift": []}) == set()
