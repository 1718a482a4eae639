package exchlint.certificate.key_too_small_test

import data.exchlint.certificate.key_too_small

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := key_too_small.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": true,
	"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}],
	"PublicKeySize": 1024,
}

test_in_use_it_is_an_error if found_in({}) == {"error"}

test_for_smtp_alone_it_is_a_warning if found_in({"used_by": [], "named": false}) == {"warning"}

test_2047_bits_are_too_few if found_in({"PublicKeySize": 2047}) == {"error"}

test_2048_bits_are_enough if found_in({"PublicKeySize": 2048}) == set()

test_the_lengths_of_ecc_keys_are_no_fault if {
	every bits in [0, 256, 384, 521] {
		found_in({"PublicKeySize": bits}) == set()
	}
}

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "named": false, "used_by": []}) == set()

test_the_auth_certificate_is_silent if found_in({"purpose": "auth"}) == set()

test_the_finding_is_whole if {
	key_too_small.findings == {{
		"property": "PublicKeySize",
		"message": "has a key of \"1024\" bits; used by EX01\\In: peers refuse RSA keys below 2048 bits in TLS",
		"level": "error",
		"related": [{
			"identity": "EX01\\In",
			"kind": "ReceiveConnector",
			"message": "uses this certificate",
			"property": "TlsCertificateName",
		}],
	}} with input as object_
}
