package exchlint.hardening.send_domain_secure_or_domain_validation_test

import data.exchlint.hardening.send_domain_secure_or_domain_validation

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := send_domain_secure_or_domain_validation.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "DomainSecureEnabled": false, "TlsAuthLevel": ""}

test_neither_fires if found_in({}) == {"TlsAuthLevel is empty and DomainSecureEnabled \"False\": mail goes to any server that answers, verified or not"}

test_a_weaker_level_fires if found_in({"TlsAuthLevel": "CertificateValidation"}) == {"TlsAuthLevel is \"CertificateValidation\" and DomainSecureEnabled \"False\": mail goes to any server that answers, verified or not"}

test_domain_validation_is_enough if found_in({"TlsAuthLevel": "DomainValidation"}) == set()

test_domain_security_is_enough if found_in({"DomainSecureEnabled": true}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()
