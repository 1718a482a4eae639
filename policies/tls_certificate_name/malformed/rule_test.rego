package exchlint.tls_certificate_name.malformed_test

import data.exchlint.tls_certificate_name.malformed

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := malformed.findings with input as object.union(object_, changes)
}

object_ := {
	"TlsCertificateName": "[I]CN=CA[S]CN=mail",
	"disabled": false,
	"certificate_name": {
		"form": "malformed",
		"defect": "bracket-tags",
		"issuer": "",
		"subject": "",
		"repaired": "<I>CN=CA<S>CN=mail",
	},
}

test_a_malformed_name_is_an_error if found_in({}) == {"error"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_a_well_formed_name_is_silent if found_in({"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""}}) == set()

test_a_subject_alone_is_another_rules_business if found_in({"certificate_name": {"form": "subject-only", "defect": "", "issuer": "", "subject": "CN=mail", "repaired": ""}}) == set()

test_an_empty_name_is_silent if found_in({"certificate_name": {"form": "none", "defect": "", "issuer": "", "subject": "", "repaired": ""}}) == set()

test_every_defect_has_words if {
	defects := {"array-joined", "bare-hostname", "bracket-tags", "closing-tags", "empty-name", "html-escaped", "leading-blank", "leading-text", "no-common-name", "not-a-distinguished-name", "reversed", "smart-quotes", "stray-tag", "subject-tag-missing", "tags-missing", "thumbprint", "unexpanded-variable", "unreadable"}
	every defect in defects {
		found_in({"certificate_name": {"defect": defect}}) == {"error"}
	}
}

test_the_finding_is_whole if {
	malformed.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is \"[I]CN=CA[S]CN=mail\", which is not <I>issuer<S>subject (bracket-tags): the tags stand in the wrong brackets, as in old documentation. Probably meant: \"<I>CN=CA<S>CN=mail\"",
			"level": "error",
			"values": {"repaired": "<I>CN=CA<S>CN=mail"},
		},
	} with input as object_
}
