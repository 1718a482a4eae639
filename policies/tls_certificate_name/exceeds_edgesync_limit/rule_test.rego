package exchlint.tls_certificate_name.exceeds_edgesync_limit_test

import data.exchlint.tls_certificate_name.exceeds_edgesync_limit

# found_for returns the levels of what is found for a name of so many characters.
found_for(length, changes) := {found.level | some found in findings} if {
	findings := exceeds_edgesync_limit.findings with input as object.union(_object(length), changes)
}

_object(length) := {"TlsCertificateName": concat("", ["x" | some _ in numbers.range(1, length)]), "disabled": false, "edge_servers": ["EDGE01"]}

test_beyond_the_limit_with_an_edge_server_it_is_an_error if found_for(257, {}) == {"error"}

test_without_an_edge_server_it_is_a_note if found_for(257, {"edge_servers": []}) == {"note"}

test_at_the_limit_it_is_a_note if found_for(256, {}) == {"note"}

test_near_the_limit_without_an_edge_server_it_is_silent if found_for(256, {"edge_servers": []}) == set()

test_below_it_is_silent if found_for(250, {}) == set()

test_a_disabled_connector_is_silent if found_for(257, {"disabled": true}) == set()

test_the_finding_is_whole if {
	exceeds_edgesync_limit.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName has \"257\" characters, but an Edge server's directory takes 256: EdgeSync does not replicate the connector (Incomplete, \"A value in the request is invalid\"). Edge servers are in use: EDGE01",
			"level": "error",
		},
	} with input as _object(257)
}
