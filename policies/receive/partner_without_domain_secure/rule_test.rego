package exchlint.receive.partner_without_domain_secure_test

import data.exchlint.receive.partner_without_domain_secure

# found_in returns the properties and levels of what is found in the object with some properties changed.
found_in(changes) := {[found.property, found.level] | some found in findings} if {
	findings := partner_without_domain_secure.findings with input as object.union(object_, changes)
}

object_ := {
	"Name": "From Fabrikam",
	"Enabled": true,
	"AuthMechanism": ["Tls"],
	"PermissionGroups": ["AnonymousUsers", "Partners"],
	"DomainSecureEnabled": false,
}

test_without_domain_security_it_is_a_note if found_in({}) == {["DomainSecureEnabled", "note"]}

test_without_tls_it_is_a_warning if found_in({"AuthMechanism": ["Integrated"], "DomainSecureEnabled": true}) == {["AuthMechanism", "warning"]}

test_without_both_tls_comes_first if found_in({"AuthMechanism": ["Integrated"]}) == {["AuthMechanism", "warning"]}

test_mutual_tls_is_silent if found_in({"DomainSecureEnabled": true}) == set()

test_without_partners_it_is_silent if found_in({"PermissionGroups": ["AnonymousUsers"]}) == set()

test_an_edge_servers_default_connector_is_silent if found_in({"Name": "Default internal receive connector EDGE01"}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()

test_the_finding_is_whole if {
	partner_without_domain_secure.findings == {{
		"property": "AuthMechanism",
		"message": "AuthMechanism is \"Integrated\", without Tls, although PermissionGroups has Partners: partners can't prove their domains by mutual TLS",
		"level": "warning",
		"values": {"mechanisms": "Integrated, Tls", "groups": "AnonymousUsers"},
	}} with input as object.union(object_, {"AuthMechanism": ["Integrated"]})
}
