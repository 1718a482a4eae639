package exchlint.send.fqdn_malformed_test

import data.exchlint.send.fqdn_malformed

# found_for returns the levels of what is found for an Fqdn.
found_for(fqdn) := found_in({"Fqdn": fqdn})

found_in(changes) := {found.level | some found in findings} if {
	findings := fqdn_malformed.findings with input as object.union(object_, changes)
}

object_ := {"Fqdn": "*.contoso.com", "disabled": false}

test_a_wildcard_is_a_warning if found_in({}) == {"warning"}

test_on_a_disabled_connector_it_is_a_note if found_in({"disabled": true}) == {"note"}

test_an_address_fires if found_for("[192.0.2.25]") == {"warning"}

test_an_address_of_ipv6_fires if found_for("2001:db8::25") == {"warning"}

test_a_blank_fires if found_for("mail.contoso.com ") == {"warning"}

test_an_empty_label_fires if found_for("mail..contoso.com") == {"warning"}

test_a_host_name_is_silent if found_for("mail-1.contoso.com") == set()

test_a_host_name_in_another_script_is_silent if found_for("пошта.example.com") == set()

test_an_empty_one_is_silent if found_for("") == set()

test_the_finding_is_whole if {
	fqdn_malformed.findings == {
		{
			"property": "Fqdn",
			"message": "Fqdn is \"*.contoso.com\", which is not a valid host name (it is a wildcard, which only certificates know): no certificate is found by it (event 12014), and receivers may refuse EHLO with it",
			"level": "warning",
		},
	} with input as object_
}
