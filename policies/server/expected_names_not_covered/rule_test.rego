package exchlint.server.expected_names_not_covered_test

import data.exchlint.server.expected_names_not_covered

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := expected_names_not_covered.findings with input as object.union(object_, changes)
}

object_ := {
	"uncovered_names": ["mail.contoso.com"],
}

test_a_name_that_is_not_covered_fires if found_in({}) == {"warning"}

test_nothing_expected_is_silent if found_in({"uncovered_names": []}) == set()

test_the_finding_is_whole if {
	expected_names_not_covered.findings == {{
		"property": "",
		"message": "no certificate enabled for SMTP covers \"mail.contoso.com\", which the configuration expects: peers that check the name refuse it (\"450 4.7.320\", SubjectMismatch)",
	}} with input as object_
}
