package exchlint.receive.fqdn_malformed_test

import data.exchlint.receive.fqdn_malformed

# found_for returns the levels of what is found for an Fqdn.
found_for(fqdn) := found_in({"Fqdn": fqdn})

found_in(changes) := {found.level | some found in findings} if {
	findings := fqdn_malformed.findings with input as object.union(object_, changes)
}

object_ := {"Server": "EX01", "Fqdn": "https://mail.contoso.com", "disabled": false}

test_a_url_is_a_warning if found_in({}) == {"warning"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_a_port_fires if found_for("mail.contoso.com:25") == {"warning"}

test_a_final_dot_fires if found_for("mail.contoso.com.") == {"warning"}

test_an_underscore_fires if found_for("mail_1.contoso.com") == {"warning"}

test_a_server_with_an_underscore_is_silent if found_in({"Server": "EX_01", "Fqdn": "ex_01.corp.contoso.com"}) == set()

test_a_host_name_is_silent if found_for("mail.contoso.com") == set()

test_a_single_label_is_silent if found_for("EX01") == set()

test_an_empty_one_is_silent if found_for("") == set()

test_the_finding_is_whole if {
	fqdn_malformed.findings == {
		{
			"property": "Fqdn",
			"message": "Fqdn is \"https://mail.contoso.com\", which is not a valid host name (it begins with a scheme, like a URL): no certificate is found by it (event 12014), and senders may refuse the greeting",
			"level": "warning",
		},
	} with input as object_
}
