package exchlint.peer.tls_binding_drift_test

import data.exchlint.peer.tls_binding_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_binding_drift.findings with input as object.union(object_, changes)
}

object_ := {
	"binding_drift": [
		{
			"property": "TlsCertificateName",
			"value": "empty",
			"harmless": false,
			"others": [{"identity": "EX01\\In", "value": "<I>CN=CA<S>CN=mail"}],
		},
	],
}

test_a_difference_is_an_error if found_in({}) == {"error"}

test_between_healthy_certificates_it_is_a_note if found_in({"binding_drift": [{"property": "TlsCertificateName", "value": "empty", "harmless": true, "others": [{"identity": "EX01\\In", "value": "<I>CN=CA<S>CN=mail"}]}]}) == {"note"}

test_no_difference_is_silent if found_in({"binding_drift": []}) == set()

test_the_finding_is_whole if {
	tls_binding_drift.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is empty here, but \"<I>CN=CA<S>CN=mail\" on EX01\\In: senders that check certificates may defer mail now and then with \"450 4.7.320 Certificate validation failed\", as they reach one server or the other",
			"level": "error",
			"related": [
				{
					"identity": "EX01\\In",
					"kind": "ReceiveConnector",
					"message": "TlsCertificateName is \"<I>CN=CA<S>CN=mail\" there",
					"property": "TlsCertificateName",
				},
			],
			"values": {"peer": "EX01\\In", "bind": "true", "majority": ""},
		},
	} with input as object_
}

test_a_harmless_difference_may_be_meant if {
	some found in tls_binding_drift.findings with input as {"binding_drift": [object.union(object_.binding_drift[0], {"harmless": true})]}
	endswith(found.message, "so this may be meant")
}

test_capabilities_decide_what_is_internal if {
	some found in tls_binding_drift.findings with input as {"binding_drift": [object.union(object_.binding_drift[0], {"property": "TlsDomainCapabilities"})]}
	contains(found.message, "hybrid mail may be treated as external")
}
