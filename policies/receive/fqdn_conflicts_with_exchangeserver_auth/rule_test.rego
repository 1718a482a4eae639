package exchlint.receive.fqdn_conflicts_with_exchangeserver_auth_test

import data.exchlint.receive.fqdn_conflicts_with_exchangeserver_auth

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := fqdn_conflicts_with_exchangeserver_auth.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"edge": false,
	"Server": "EX01",
	"server_fqdn": "ex01.corp.contoso.com",
	"AuthMechanism": ["Tls", "ExchangeServer"],
	"Fqdn": "mail.contoso.com",
}

test_a_custom_name_fires if found_in({}) == {"Fqdn"}

test_the_servers_full_name_is_silent if found_in({"Fqdn": "ex01.corp.contoso.com"}) == set()

test_another_domain_fires if found_in({"Fqdn": "ex01.contoso.com"}) == {"Fqdn"}

test_where_the_domain_is_not_known_any_is_silent if found_in({"Fqdn": "ex01.contoso.com", "server_fqdn": ""}) == set()

test_the_servers_short_name_is_silent if found_in({"Fqdn": "EX01"}) == set()

test_no_name_is_silent if found_in({"Fqdn": ""}) == set()

test_without_exchange_server_authentication_it_is_silent if found_in({"AuthMechanism": ["Tls"]}) == set()

test_on_an_edge_server_it_is_silent if found_in({"edge": true}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_finding_is_whole if {
	fqdn_conflicts_with_exchangeserver_auth.findings == {
		{
			"property": "Fqdn",
			"message": "Fqdn is \"mail.contoso.com\", but AuthMechanism has ExchangeServer: Exchange allows the name of EX01 alone, and other servers can't log on by another (Kerberos), so that internal mail stops",
			"values": {"mechanisms": "Tls"},
		},
	} with input as object_
}
