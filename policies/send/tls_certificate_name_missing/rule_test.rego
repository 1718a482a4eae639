package exchlint.send.tls_certificate_name_missing_test

import data.exchlint.send.tls_certificate_name_missing

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := tls_certificate_name_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"IgnoreSTARTTLS": false,
	"Fqdn": "",
	"SmartHosts": ["gateway.fabrikam.example"],
	"certificate_name": {"form": "none"},
	"avoidable_certificates": [choice],
}

choice := {
	"Server": "EX01",
	"identity": "EX01\\F",
	"may": false,
	"ca": {"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=Fabrikam CA"},
}

test_the_self_signed_certificate_fires if {
	found_in({}) == {"TlsCertificateName is empty, so by the server's own name the other side is shown the self-signed certificate of EX01, although EX01\\A from a CA is ready there"}
}

test_one_that_may_be_shown_is_called_so if {
	some message in found_in({"Fqdn": "mail.contoso.com", "avoidable_certificates": [object.union(choice, {"may": true})]})
	contains(message, "by Fqdn \"mail.contoso.com\" the other side may be shown")
}

test_a_certain_one_goes_before_one_that_may_be_shown if {
	some message in found_in({"avoidable_certificates": [object.union(choice, {"may": true}), object.union(choice, {"Server": "EX02"})]})
	contains(message, "is shown the self-signed certificate of EX02, although")
}

test_a_name_is_silent if found_in({"certificate_name": {"form": "full"}}) == set()

test_without_a_ca_it_is_silent if found_in({"avoidable_certificates": []}) == set()

test_where_starttls_is_ignored_it_is_silent if found_in({"IgnoreSTARTTLS": true}) == set()

test_into_the_own_organization_it_is_silent if found_in({"SmartHosts": ["--"]}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
