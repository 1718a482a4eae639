package exchlint.send.exo_tls_auth_level_weak_test

import data.exchlint.send.exo_tls_auth_level_weak

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := exo_tls_auth_level_weak.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": true,
	"cloud_domain": "mail.protection.outlook.com",
	"exo_relay_all": false,
	"DomainSecureEnabled": false,
	"TlsAuthLevel": "EncryptionOnly",
}

test_encryption_alone_is_a_warning if found_in({}) == {"warning"}

test_none_at_all_is_a_warning if found_in({"TlsAuthLevel": ""}) == {"warning"}

test_with_all_mail_relayed_it_is_an_error if found_in({"exo_relay_all": true}) == {"error"}

test_none_at_all_with_all_mail_relayed_is_an_error if found_in({"exo_relay_all": true, "TlsAuthLevel": ""}) == {"error"}

test_a_checked_certificate_is_silent if found_in({"TlsAuthLevel": "CertificateValidation"}) == set()

test_a_checked_domain_is_silent if found_in({"exo_relay_all": true, "TlsAuthLevel": "DomainValidation"}) == set()

test_domain_security_is_silent if found_in({"TlsAuthLevel": "", "DomainSecureEnabled": true}) == set()

test_elsewhere_it_is_silent if found_in({"exo": false}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_an_empty_level_is_called_so if {
	some found in exo_tls_auth_level_weak.findings with input as object.union(object_, {"TlsAuthLevel": ""})
	startswith(found.message, "TlsAuthLevel is empty on a connector to Exchange Online: ")
}
