package exchlint.certificate.missing_server_auth_eku_test

import data.exchlint.certificate.missing_server_auth_eku

# found_in returns the levels of what is found in the object with some properties changed; of the
# one that takes the rule's own, "error".
found_in(changes) := {object.get(found, "level", "error") | some found in findings} if {
	findings := missing_server_auth_eku.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["SMTP"],
	"named": true,
	"used_by": [{"kind": "SendConnector", "identity": "Out", "by": "name", "only": true}],
	"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.2"],
	"self_signed": false,
}

test_client_authentication_alone_is_an_error if found_in({}) == {"error"}

test_both_are_silent if found_in({"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]}) == set()

test_no_list_is_good_for_all if found_in({"EnhancedKeyUsageList": []}) == set()

test_any_use_is_good_for_all if found_in({"EnhancedKeyUsageList": ["2.5.29.37.0"]}) == set()

test_one_for_servers_that_a_send_connector_is_bound_to_is_a_note if found_in({"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.1"]}) == {"note"}

test_one_for_servers_that_signed_itself_is_silent if found_in({"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.1"], "self_signed": true}) == set()

test_one_for_servers_that_no_send_connector_is_bound_to_is_silent if {
	every use in [{"kind": "SendConnector", "identity": "Out", "by": "fqdn", "only": true}, {"kind": "ReceiveConnector", "identity": "EX01\\In", "by": "name", "only": true}] {
		found_in({"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.1"], "used_by": [use]}) == set()
	}
}

test_one_for_other_services_is_silent if found_in({"Services": ["IIS"], "named": false, "used_by": []}) == set()

test_the_auth_certificate_is_silent if found_in({"purpose": "auth"}) == set()

test_the_finding_is_whole if {
	missing_server_auth_eku.findings == {{
		"property": "EnhancedKeyUsageList",
		"message": "is good for \"1.3.6.1.5.5.7.3.2\", not for Server Authentication (1.3.6.1.5.5.7.3.1): it is passed over, and STARTTLS may be missing (event 12014)",
		"related": [],
	}} with input as object.union(object_, {"used_by": []})
}
