package exchlint.certificate.renewed_under_new_name_test

import data.exchlint.certificate.renewed_under_new_name

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {object.get(found, "level", "note") | some found in findings} if {
	findings := renewed_under_new_name.findings with input as object.union(object_, changes)
}

object_ := {
	"TlsCertificateName": "<I>CN=R11<S>CN=mail.contoso.com",
	"renewals": [renewal],
}

renewal := {
	"identity": "EX01\\B",
	"Server": "EX01",
	"Thumbprint": "B",
	"Issuer": "CN=R12",
	"Subject": "CN=mail.contoso.com",
	"enabled": true,
	"replaces": "EX01\\A",
	"seconds_left": 100 * 86400,
	"private": false,
}

changed(changes) := found_in({"renewals": [object.union(renewal, changes)]})

test_a_renewal_is_a_warning if found_in({}) == {"warning"}

test_below_30_days_it_is_an_error if changed({"seconds_left": 29 * 86400}) == {"error"}

test_30_days_are_still_a_warning if changed({"seconds_left": 30 * 86400}) == {"warning"}

test_once_the_old_one_has_expired_it_is_an_error if changed({"seconds_left": -1}) == {"error"}

test_once_the_old_one_is_gone_it_is_an_error if changed({"replaces": "", "seconds_left": 0}) == {"error"}

test_the_days_can_be_set if {
	findings := renewed_under_new_name.findings with input as object_
		with renewed_under_new_name.parameters as {"errorDays": 101}
	{found.level | some found in findings} == {"error"}
}

test_one_of_the_organizations_own_ca_is_a_note if changed({"private": true, "seconds_left": -1}) == {"note"}

test_one_that_is_urgent_on_one_server_is_an_error if {
	found_in({"renewals": [renewal, object.union(renewal, {"identity": "EX02\\B", "seconds_left": 0})]}) == {"error"}
}

test_one_that_is_not_enabled_for_smtp_is_called_so if {
	findings := renewed_under_new_name.findings with input as object.union(object_, {"renewals": [object.union(renewal, {"enabled": false})]})
	some found in findings
	contains(found.message, ", once it is enabled for SMTP: ")
}

test_no_renewal_is_silent if found_in({"renewals": []}) == set()

test_the_finding_is_whole if {
	renewed_under_new_name.findings == {{
		"property": "TlsCertificateName",
		"message": "TlsCertificateName is \"<I>CN=R11<S>CN=mail.contoso.com\" (EX01\\A, 100 days left); EX01\\B renews it as \"<I>CN=R12<S>CN=mail.contoso.com\": once the old one is removed or expires, TLS fails (\"454 4.7.5\", \"451 5.7.3\", event 12014)",
		"level": "warning",
		"related": [{"kind": "ExchangeCertificate", "identity": "EX01\\B", "property": "Issuer", "message": "renews the certificate under this name"}],
		"values": {"new": "<I>CN=R12<S>CN=mail.contoso.com", "on": "EX01", "idle": ""},
	}} with input as object_
}
