package exchlint.peer.tls_binding_drift_test

import data.exchlint.peer.tls_binding_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_binding_drift.findings with input as object.union(object_, changes)
}

object_ := {"binding_drift": [{"property": "TlsCertificateName", "value": "empty", "harmless": false, "others": [{"identity": "EX01\\In", "value": "<I>CN=CA<S>CN=mail"}]}]}

test_a_difference_is_an_error if found_in({}) == {"error"}

test_between_healthy_certificates_it_is_a_note if found_in({"binding_drift": [{"property": "TlsCertificateName", "value": "empty", "harmless": true, "others": [{"identity": "EX01\\In", "value": "<I>CN=CA<S>CN=mail"}]}]}) == {"note"}

test_no_difference_is_silent if found_in({"binding_drift": []}) == set()
