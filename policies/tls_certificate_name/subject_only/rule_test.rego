package exchlint.tls_certificate_name.subject_only_test

import data.exchlint.tls_certificate_name.subject_only

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := subject_only.findings with input as object.union(object_, changes)
}

object_ := {
	"TlsCertificateName": "<S>CN=mail",
	"disabled": false,
	"certificate_name": {"form": "subject-only", "defect": "", "issuer": "", "subject": "CN=mail", "repaired": ""},
}

test_a_subject_alone_is_a_warning if found_in({}) == {"warning"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_a_full_name_is_silent if found_in({"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""}}) == set()

test_an_empty_name_is_silent if found_in({"certificate_name": {"form": "none", "defect": "", "issuer": "", "subject": "", "repaired": ""}}) == set()

test_the_finding_is_whole if {
	subject_only.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is \"<S>CN=mail\", without an issuer: any CA's certificate with that subject may be presented; name the issuer too",
			"level": "warning",
		},
	} with input as object_
}
