package exchlint.server.default_transport_certificate_suspect_test

import data.exchlint.server.default_transport_certificate_suspect

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "warning") | some found in findings} if {
	findings := default_transport_certificate_suspect.findings with input as object.union(object_, changes)
}

object_ := {
	"Name": "EX01",
	"own_certificates": [],
}

own(changes) := {"own_certificates": [object.union({"identity": "EX01\\A", "self_signed": true, "expired": false}, changes)]}

test_none_is_a_warning if found_in({}) == {"warning"}

test_one_of_setups_making_is_silent if found_in(own({})) == set()

test_one_that_has_expired_is_a_warning if found_in(own({"expired": true})) == {"warning"}

test_a_cas_certificate_with_the_name_is_a_note if found_in(own({"self_signed": false})) == {"note"}

test_a_current_one_beside_an_expired_one_is_silent if {
	found_in({"own_certificates": array.concat(own({"expired": true}).own_certificates, own({}).own_certificates)}) == set()
}

test_the_finding_is_whole if {
	default_transport_certificate_suspect.findings == {{
		"property": "",
		"message": "no certificate enabled for SMTP carries the name \"EX01\": the internal transport certificate may be gone (events 12012, 12013), and mail to other servers may stay in the queue",
	}} with input as object_
}
