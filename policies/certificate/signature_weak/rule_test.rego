package exchlint.certificate.signature_weak_test

import data.exchlint.certificate.signature_weak

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := signature_weak.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": true,
	"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}],
	"self_signed": false,
	"SignatureAlgorithm": "sha1RSA",
}

test_sha1_of_a_ca_is_a_warning if found_in({}) == {"warning"}

test_sha1_of_its_own_is_a_note if found_in({"self_signed": true}) == {"note"}

test_md5_and_older_are_an_error_whoever_signed if {
	every algorithm in ["md2RSA", "md4RSA", "md5RSA"] {
		found_in({"SignatureAlgorithm": algorithm}) == {"error"}
		found_in({"SignatureAlgorithm": algorithm, "self_signed": true}) == {"error"}
	}
}

test_sha1_is_known_under_all_its_names if {
	every algorithm in ["sha1DSA", "dsaSHA1", "sha1ECDSA", "shaRSA", "SHA-1 with RSA"] {
		found_in({"SignatureAlgorithm": algorithm}) == {"warning"}
	}
}

test_sha2_is_good if {
	every algorithm in ["sha256RSA", "sha384RSA", "sha512RSA", "sha256ECDSA", "RSASSA-PSS", "1.3.101.112"] {
		found_in({"SignatureAlgorithm": algorithm}) == set()
	}
}

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "named": false, "used_by": []}) == set()

test_the_auth_certificate_is_silent if found_in({"purpose": "auth", "self_signed": true}) == set()

test_the_finding_is_whole if {
	signature_weak.findings == {{
		"property": "SignatureAlgorithm",
		"message": "is signed with \"sha1RSA\": peers refuse SHA-1 in a CA's certificate",
		"level": "warning",
		"related": [],
	}} with input as object.union(object_, {"used_by": []})
}
