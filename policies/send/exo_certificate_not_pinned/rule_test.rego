package exchlint.send.exo_certificate_not_pinned_test

import data.exchlint.send.exo_certificate_not_pinned

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := exo_certificate_not_pinned.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": true,
	"exo_relay_all": false,
	"edge_servers": [],
	"certificate_name": {"form": "none"},
	"Fqdn": "mail.contoso.com",
	"chosen_certificates": [{"Server": "EX01", "identity": "EX01\\A", "fit": true}],
}

test_a_fit_certificate_by_name_is_a_warning if found_in({}) == {"warning"}

test_an_unfit_one_is_an_error if found_in(unfit) == {"error"}

unfit := {"chosen_certificates": [{"Server": "EX01", "identity": "", "fit": false}]}

test_no_name_at_all_is_an_error if found_in({"Fqdn": ""}) == {"error"}

test_what_is_not_known_is_no_reason_for_more if found_in({"chosen_certificates": []}) == {"warning"}

test_a_relay_of_all_mail_is_a_warning if found_in({"exo_relay_all": true, "Fqdn": ""}) == {"warning"}

test_the_way_round_for_an_edge_server_is_a_note if found_in({"edge_servers": ["EDGE01"]}) == {"note"}

test_without_a_name_it_is_no_way_round if found_in({"edge_servers": ["EDGE01"], "Fqdn": ""}) == {"error"}

test_without_a_certificate_it_is_no_way_round if found_in(object.union(unfit, {"edge_servers": ["EDGE01"]})) == {"error"}

test_a_bound_one_is_silent if found_in({"certificate_name": {"form": "full"}}) == set()

test_a_malformed_name_is_another_rules_business if found_in({"certificate_name": {"form": "malformed"}}) == set()

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_message_names_the_servers if {
	some found in exo_certificate_not_pinned.findings with input as object.union(object_, unfit)
	contains(found.message, "no usable certificate of a public CA is found on EX01")
}
