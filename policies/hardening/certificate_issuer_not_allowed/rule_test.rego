package exchlint.hardening.certificate_issuer_not_allowed_test

import data.exchlint.hardening.certificate_issuer_not_allowed

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := certificate_issuer_not_allowed.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": true,
	"in_use": true,
	"default_self_signed": false,
	"Issuer": "CN=Fabrikam TLS CA 2, O=Fabrikam Trust, C=US",
	"used_by": [{"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}],
}

# found_with returns how much is found in the object where other CAs are approved.
found_with(issuers) := count(findings) if {
	findings := certificate_issuer_not_allowed.findings with input as object_
		with data.exchlint.hardening.certificate_issuer_not_allowed.parameters as {"issuers": issuers}
}

test_another_ca_fires if {
	found_in({}) == {"Issuer is \"CN=Fabrikam TLS CA 2, O=Fabrikam Trust, C=US\", which is not an approved CA (\"*O=U.S. Government*\"); used by EX01\\In"}
}

test_the_connectors_that_use_it_are_related if {
	some found in certificate_issuer_not_allowed.findings with input as object_
	found.related[0].identity == "EX01\\In"
}

test_an_approved_ca_is_silent if found_in({"Issuer": "CN=DOD SW CA-60, OU=PKI, OU=DoD, O=U.S. Government, C=US"}) == set()

test_the_list_is_a_parameter if found_with(["CN=Contoso CA*", "*o=fabrikam trust*"]) == 0

test_one_that_is_on_no_list_fires if found_with(["CN=Contoso CA*", "*o=northwind*"]) == 1

test_an_empty_list_allows_any_ca if found_with([]) == 0

test_the_servers_own_certificate_is_silent if found_in({"default_self_signed": true}) == set()

test_one_that_is_not_for_mail_is_silent if found_in({"Services": ["IIS"], "named": false, "in_use": false, "used_by": []}) == set()

test_the_auth_certificate_is_silent if found_in({"purpose": "auth"}) == set()
