package exchlint.certificate.duplicate_issuer_subject_test

import data.exchlint.certificate.duplicate_issuer_subject

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "note") | some found in findings} if {
	findings := duplicate_issuer_subject.findings with input as object.union(object_, changes)
}

object_ := {
	"named_by": ["EX01\\In"],
	"duplicates": [
		{"identity": "EX01\\A", "defects": ["expired"]},
		{"identity": "EX01\\B", "defects": []},
	],
}

sound := [{"identity": "EX01\\A", "defects": []}, {"identity": "EX01\\B", "defects": []}]

plain := [{"identity": "EX01\\A", "defects": ["not enabled for SMTP"]}, {"identity": "EX01\\B", "defects": ["not enabled for SMTP"]}]

test_named_ones_of_which_one_is_bad_are_a_warning if found_in({}) == {"warning"}

test_named_ones_that_are_all_good_are_a_note if found_in({"duplicates": sound}) == {"note"}

test_ones_that_nobody_names_are_a_note if found_in({"named_by": []}) == {"note"}

test_ones_for_other_services_that_nobody_names_are_silent if found_in({"named_by": [], "duplicates": plain}) == set()

test_named_ones_without_smtp_are_a_warning if found_in({"duplicates": plain}) == {"warning"}

test_one_alone_is_silent if found_in({"duplicates": []}) == set()

test_the_finding_is_whole if {
	duplicate_issuer_subject.findings == {{
		"property": "Subject",
		"message": "has the same issuer and subject as EX01\\B: TlsCertificateName may select either, and not all are usable (EX01\\A: expired)",
		"level": "warning",
		"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\B", "property": "Subject", "message": "has the same issuer and subject"}],
		"values": {"idle": ""},
	}} with input as object_
}
