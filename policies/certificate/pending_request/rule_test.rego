package exchlint.certificate.pending_request_test

import data.exchlint.certificate.pending_request

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "note") | some found in findings} if {
	findings := pending_request.findings with input as object.union(object_, changes)
}

object_ := {
	"Status": "PendingRequest",
	"purpose": "transport",
	"NotBefore": "2026-08-01T00:00:00Z",
	"seconds_to_start": -9590400,
	"requested_for": [],
}

test_an_old_request_is_a_note if found_in({}) == {"note"}

test_a_fresh_one_may_wait if found_in({"seconds_to_start": -14 * 86400}) == set()

test_the_days_can_be_set if {
	set() == pending_request.findings with input as object_
		with pending_request.parameters as {"days": 365, "urgentDays": 30}
}

test_a_fresh_one_whose_old_certificate_is_about_to_expire_is_a_warning if {
	found_in({"seconds_to_start": -86400, "requested_for": [{"identity": "EX01\\A", "seconds_left": 29 * 86400}]}) == {"warning"}
}

test_one_whose_old_certificate_has_expired_is_a_warning if {
	found_in({"requested_for": [{"identity": "EX01\\A", "seconds_left": -1}]}) == {"warning"}
}

test_one_whose_old_certificate_lasts_is_a_note if {
	found_in({"requested_for": [{"identity": "EX01\\A", "seconds_left": 30 * 86400}]}) == {"note"}
}

test_a_certificate_is_no_request if found_in({"Status": "Valid"}) == set()

test_the_finding_is_whole if {
	pending_request.findings == {{
		"property": "Status",
		"message": "is a request of 2026-08-01 that was not completed (Status is \"PendingRequest\"), and the certificate that it is to renew, EX01\\A, expires in 10 days",
		"level": "warning",
		"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\A", "property": "NotAfter", "message": "the certificate that the request is to renew"}],
	}} with input as object.union(object_, {"requested_for": [{"identity": "EX01\\A", "seconds_left": 10 * 86400}]})
}
