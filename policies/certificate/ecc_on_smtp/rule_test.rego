package exchlint.certificate.ecc_on_smtp_test

import data.exchlint.certificate.ecc_on_smtp

# fires holds where something is found in the object with some properties changed.
fires(changes) if {
	findings := ecc_on_smtp.findings with input as object.union(object_, changes)
	count(findings) > 0
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": true,
	"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}],
	"ecc_for_smtp": false,
	"PublicKey": "ECC",
}

test_an_ecc_certificate_for_smtp_fires if fires({})

test_an_rsa_certificate_is_silent if not fires({"PublicKey": "RSA"})

test_one_for_other_services_is_silent if not fires({"Services": ["IIS"]})

test_where_ecc_is_switched_on_it_is_silent if not fires({"ecc_for_smtp": true})

test_the_auth_certificate_is_silent if not fires({"purpose": "auth"})

test_the_finding_is_whole if {
	ecc_on_smtp.findings == {{
		"property": "PublicKey",
		"message": "has an \"ECC\" key and is enabled for SMTP: builds without support for it may pass over it, and STARTTLS may be missing (event 12014)",
		"related": [],
	}} with input as object.union(object_, {"used_by": []})
}
