package exchlint.receive.auth_mechanism_conflict_test

import data.exchlint.receive.auth_mechanism_conflict

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := auth_mechanism_conflict.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"AuthMechanism": ["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS"],
	"PermissionGroups": ["ExchangeUsers"],
	"RequireTLS": false,
	"DomainSecureEnabled": false,
	"ExtendedProtectionPolicy": "None",
	"ConnectionTimeout": 600,
	"ConnectionInactivityTimeout": 300,
	"BinaryMimeEnabled": true,
	"ChunkingEnabled": true,
}

externally_secured := {"AuthMechanism": ["ExternalAuthoritative"], "PermissionGroups": ["ExchangeServers"]}

test_the_default_is_silent if found_in({}) == set()

test_require_tls_for_basic_authentication_alone_fires if found_in({"AuthMechanism": ["BasicAuthRequireTLS"]}) == {"AuthMechanism"}

test_without_tls_too if found_in({"AuthMechanism": ["BasicAuth", "BasicAuthRequireTLS"]}) == {"AuthMechanism"}

test_externally_secured_for_exchange_servers_is_silent if found_in(externally_secured) == set()

test_with_tls_too if found_in(object.union(externally_secured, {"AuthMechanism": ["Tls", "ExternalAuthoritative"]})) == set()

test_other_groups_beside_exchange_servers_are_silent if found_in(object.union(externally_secured, {"PermissionGroups": ["AnonymousUsers", "ExchangeServers"]})) == set()

test_externally_secured_beside_a_logon_fires if found_in(object.union(externally_secured, {"AuthMechanism": ["Integrated", "ExternalAuthoritative"]})) == {"AuthMechanism"}

test_externally_secured_without_exchange_servers_fires if found_in({"AuthMechanism": ["ExternalAuthoritative"]}) == {"PermissionGroups"}

test_required_tls_that_is_not_offered_fires if found_in({"AuthMechanism": [], "RequireTLS": true}) == {"RequireTLS"}

test_required_tls_that_is_offered_is_silent if found_in({"RequireTLS": true}) == set()

test_domain_security_without_tls_fires if found_in({"AuthMechanism": ["Integrated"], "DomainSecureEnabled": true}) == {"DomainSecureEnabled"}

test_domain_security_with_tls_is_silent if found_in({"DomainSecureEnabled": true}) == set()

test_domain_security_externally_secured_fires if {
	found_in(object.union(externally_secured, {"AuthMechanism": ["Tls", "ExternalAuthoritative"], "DomainSecureEnabled": true})) == {"DomainSecureEnabled"}
}

test_extended_protection_without_required_tls_fires if found_in({"ExtendedProtectionPolicy": "Allow"}) == {"ExtendedProtectionPolicy"}

test_extended_protection_with_required_tls_is_silent if found_in({"ExtendedProtectionPolicy": "Require", "RequireTLS": true}) == set()

test_a_timeout_below_that_of_idleness_fires if found_in({"ConnectionTimeout": 60}) == {"ConnectionTimeout"}

test_binarymime_without_chunking_fires if found_in({"ChunkingEnabled": false}) == {"BinaryMimeEnabled"}

test_a_disabled_connector_is_silent if found_in({"disabled": true, "AuthMechanism": ["BasicAuthRequireTLS"]}) == set()

test_the_remedy_keeps_what_is_sound if {
	some found in auth_mechanism_conflict.findings with input as object.union(object_, {"AuthMechanism": ["Integrated", "ExchangeServer"], "RequireTLS": true})
	found.values.mechanisms == "ExchangeServer, Integrated, Tls"
}

test_a_timeout_is_cleared_by_a_longer_one if {
	some found in auth_mechanism_conflict.findings with input as object.union(object_, {"ConnectionTimeout": 60})
	found.values == {"timeout": "00:10:00"}
}

test_the_finding_is_whole if {
	auth_mechanism_conflict.findings == {
		{
			"property": "AuthMechanism",
			"message": "AuthMechanism is \"BasicAuthRequireTLS\": BasicAuthRequireTLS needs BasicAuth and Tls beside it, and Exchange refuses it alone",
			"values": {"mechanisms": "BasicAuth, BasicAuthRequireTLS, Tls"},
		},
	} with input as object.union(object_, {"AuthMechanism": ["BasicAuthRequireTLS"]})
}
