package exchlint.receive.tls_certificate_unresolved_test

import data.exchlint.receive.tls_certificate_unresolved

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_certificate_unresolved.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"edge": false,
	"ports": [25],
	"Server": "EX01",
	"TlsCertificateName": "<I>CN=CA<S>CN=mail",
	"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""},
	"bound_certificates": [],
	"near_certificates": [],
}

test_a_name_that_finds_nothing_is_an_error if found_in({}) == {"error"}

test_so_is_a_subject_alone if found_in({"certificate_name": {"form": "subject-only", "defect": "", "issuer": "", "subject": "CN=mail", "repaired": ""}}) == {"error"}

test_where_the_name_does_nothing_it_is_a_note if found_in({"external": false}) == {"note"}

test_on_ports_between_servers_it_is_a_note if found_in({"ports": [465, 2525]}) == {"note"}

test_on_one_of_these_ports_beside_another_it_is_an_error if found_in({"ports": [25, 2525]}) == {"error"}

test_on_any_port_of_an_edge_server_it_is_an_error if found_in({"edge": true, "ports": [2525]}) == {"error"}

test_a_name_that_finds_one_is_silent if found_in({"bound_certificates": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA"}]}) == set()

test_a_malformed_name_is_another_rules_business if found_in({"certificate_name": {"form": "malformed", "defect": "bracket-tags", "issuer": "", "subject": "", "repaired": "<I>CN=CA<S>CN=mail"}}) == set()

test_an_empty_name_is_silent if found_in({"certificate_name": {"form": "none", "defect": "", "issuer": "", "subject": "", "repaired": ""}}) == set()

test_a_near_miss_is_explained_and_shown if {
	some found in tls_certificate_unresolved.findings with input as object.union(object_, {"near_certificates": [{"identity": "EX01\\B", "Server": "EX01", "Thumbprint": "B", "Subject": "CN=mail", "Issuer": "CN=CA 2", "difference": "issuer"}]})
	contains(found.message, "the CA changed its intermediate")
	found.related[0].identity == "EX01\\B"
	found.values.thumbprint == "B"
}

test_the_finding_is_whole if {
	tls_certificate_unresolved.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is \"<I>CN=CA<S>CN=mail\", and EX01 has no such certificate: STARTTLS is not offered (event 12014)",
			"level": "error",
			"related": [],
			"values": {},
		},
	} with input as object_
}

test_a_self_signed_near_miss_is_no_renewal if {
	some found in tls_certificate_unresolved.findings with input as object.union(object_, {"near_certificates": [{"identity": "EX01\\B", "Server": "EX01", "Thumbprint": "B", "Subject": "CN=mail", "Issuer": "CN=mail", "difference": "issuer"}]})
	endswith(found.message, "Closest: EX01\\B has the same subject, but is self-signed")
}

test_one_on_another_server_is_shown_but_not_bound if {
	some found in tls_certificate_unresolved.findings with input as object.union(object_, {"near_certificates": [{"identity": "EX02\\A", "Server": "EX02", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA", "difference": "server"}]})
	endswith(found.message, "Closest: EX02\\A is the one that is named, but on another server")
	found.related[0].property == "Thumbprint"
	found.values == {}
}

test_another_order_is_told if {
	some found in tls_certificate_unresolved.findings with input as object.union(object_, {"near_certificates": [{"identity": "EX01\\B", "Server": "EX01", "Thumbprint": "B", "Subject": "C=US, CN=mail", "Issuer": "CN=CA", "difference": "order"}]})
	contains(found.message, "has the same parts in another order: \"C=US, CN=mail\"")
}
