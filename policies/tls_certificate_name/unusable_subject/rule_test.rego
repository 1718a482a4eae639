package exchlint.tls_certificate_name.unusable_subject_test

import data.exchlint.tls_certificate_name.unusable_subject

# found_for returns the levels of what is found in a connector that names a subject with this CN.
found_for(common_name) := found_in({"certificate_name": _name("full", common_name)})

found_in(changes) := {found.level | some found in findings} if {
	findings := unusable_subject.findings with input as object.union(object_, changes)
}

object_ := {
	"TlsCertificateName": "<I>CN=CA<S>CN=Contoso Ltd, C=DE",
	"disabled": false,
	"certificate_name": _name("full", "Contoso Ltd"),
}

_name(form, common_name) := {"form": form, "defect": _defect[form], "issuer": "CN=CA", "subject": "", "common_name": common_name, "repaired": ""}

_defect := {"full": "", "subject-only": "", "none": "", "malformed": "stray-tag"}

test_a_company_is_an_error if found_in({}) == {"error"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_without_an_issuer_too if found_in({"certificate_name": _name("subject-only", "Contoso Ltd")}) == {"error"}

test_a_host_name_is_silent if found_for("mail.contoso.com") == set()

test_a_wildcard_is_silent if found_for("*.contoso.com") == set()

test_a_single_label_is_silent if found_for("EX01") == set()

test_a_wildcard_in_the_middle_is_no_host_name if found_for("mail.*.contoso.com") == {"error"}

test_no_common_name_is_an_error if found_in({"certificate_name": {"form": "malformed", "defect": "no-common-name", "issuer": "", "subject": "", "common_name": "", "repaired": ""}}) == {"error"}

test_a_malformed_name_is_another_rules_business if found_in({"certificate_name": _name("malformed", "")}) == set()

test_an_empty_name_is_silent if found_in({"certificate_name": _name("none", "")}) == set()

test_the_finding_is_whole if {
	unusable_subject.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is \"<I>CN=CA<S>CN=Contoso Ltd, C=DE\", and the CN of its subject, \"Contoso Ltd\", is not a host name: Exchange may refuse it, or find no certificate by it (event 12014)",
			"level": "error",
		},
	} with input as object_
}
