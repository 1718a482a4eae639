package exchlint.send.tls_certificate_unresolved_test

import data.exchlint.send.tls_certificate_unresolved

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_certificate_unresolved.findings with input as object.union(object_, changes)
}

object_ := {
	"proxied": false,
	"disabled": false,
	"TlsCertificateName": "<I>CN=CA<S>CN=mail",
	"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""},
	"SourceTransportServers": ["EX01", "EX02"],
	"sources_without_certificate": ["EX02"],
	"near_certificates": [],
}

test_one_server_of_two_is_an_error if found_in({}) == {"error"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_all_servers_have_it if found_in({"sources_without_certificate": []}) == set()

test_through_a_front_end_other_servers_count if found_in({"proxied": true}) == set()

test_a_malformed_name_is_another_rules_business if found_in({"certificate_name": {"form": "malformed", "defect": "bracket-tags", "issuer": "", "subject": "", "repaired": "<I>CN=CA<S>CN=mail"}}) == set()

test_the_finding_is_whole if {
	tls_certificate_unresolved.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is \"<I>CN=CA<S>CN=mail\", and no such certificate is on 1 of 2 source servers (EX02): mail that leaves there waits in the queue with \"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found\"",
			"level": "error",
			"related": [],
			"values": {},
		},
	} with input as object_
}

test_one_on_another_server_can_be_brought_over if {
	some found in tls_certificate_unresolved.findings with input as object.union(object_, {"near_certificates": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=CA", "difference": "server"}]})
	found.values == {"on": "EX02", "holder": "EX01", "named": "A"}
	found.related[0].identity == "EX01\\A"
}

test_a_subject_alone_that_finds_nothing_is_an_error if found_in({"certificate_name": {"form": "subject-only"}}) == {"error"}
