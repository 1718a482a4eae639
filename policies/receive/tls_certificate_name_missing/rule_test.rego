package exchlint.receive.tls_certificate_name_missing_test

import data.exchlint.receive.tls_certificate_name_missing

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_certificate_name_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"external": true,
	"legacy": false,
	"AuthMechanism": ["Tls"],
	"certificate_name": {"form": "none", "defect": "", "issuer": "", "subject": "", "repaired": ""},
	"presented": {"by": "fqdn", "identity": "EX01\\B", "Subject": "CN=EX01", "self_signed": true},
	"ca_certificates": [
		{
			"identity": "EX01\\A",
			"Server": "EX01",
			"Thumbprint": "A",
			"Subject": "CN=mail",
			"Issuer": "CN=CA",
		},
		{
			"identity": "EX01\\B",
			"Server": "EX01",
			"Thumbprint": "B",
			"Subject": "CN=mail",
			"Issuer": "CN=CA",
		},
	],
	"exact_self_signed": [],
	"host_name": "ex01.corp.contoso.com",
	"Server": "EX01",
	"Fqdn": "EX01.corp.contoso.com",
	"server_fqdn": "ex01.corp.contoso.com",
	"AdvertiseClientSettings": false,
	"ports": [25],
	"PermissionGroups": ["AnonymousUsers"],
	"TlsDomainCapabilities": [],
	"wide": true,
}

test_on_port_25_it_is_a_warning if found_in({}) == {"warning"}

test_as_installed_for_users_it_is_a_warning if found_in({"ports": [587], "wide": false}) == {"warning"}

test_where_clients_are_told_of_it_it_is_an_error if found_in({"ports": [587], "AdvertiseClientSettings": true}) == {"error"}

test_under_a_name_for_clients_it_is_an_error if found_in({"PermissionGroups": ["ExchangeUsers"], "Fqdn": "mail.contoso.com"}) == {"error"}

test_a_wildcard_beside_the_exact_name_is_a_warning if {
	found_in({"presented": {"self_signed": false}, "exact_self_signed": [{"identity": "EX01\\S"}]}) == {"warning"}
}

test_for_hybrid_mail_it_is_an_error if found_in({"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"]}) == {"error"}

test_on_a_narrow_relay_it_is_a_note if found_in({"wide": false}) == {"note"}

test_without_a_ca_certificate_it_is_silent if found_in({"ca_certificates": []}) == set()

test_a_ca_certificate_that_is_presented_is_silent if found_in({"presented": {"self_signed": false}}) == set()

test_nothing_presented_is_another_rules_business if found_in({"presented": {"by": "nothing", "self_signed": false}}) == set()

test_a_bound_certificate_is_silent if found_in({"certificate_name": {"form": "full", "defect": "", "issuer": "CN=CA", "subject": "CN=mail", "repaired": ""}}) == set()

test_without_tls_it_is_silent if found_in({"AuthMechanism": ["Integrated"]}) == set()

test_an_internal_connector_is_silent if found_in({"external": false}) == set()

test_the_finding_is_whole if {
	tls_certificate_name_missing.findings == {
		{
			"property": "TlsCertificateName",
			"message": "TlsCertificateName is empty, so \"ex01.corp.contoso.com\" finds the self-signed certificate \"CN=EX01\", although EX01\\A from a CA is ready: clients and Exchange Online do not trust what they are shown. Others that are ready: EX01\\B",
			"level": "warning",
			"related": [
				{
					"identity": "EX01\\A",
					"kind": "ExchangeCertificate",
					"message": "a CA's certificate that is ready for SMTP",
					"property": "Thumbprint",
				},
				{
					"identity": "EX01\\B",
					"kind": "ExchangeCertificate",
					"message": "a CA's certificate that is ready for SMTP",
					"property": "Thumbprint",
				},
			],
		},
	} with input as object_
}

test_on_exchange_2010_it_advises_fqdn if {
	findings := tls_certificate_name_missing.findings with input as object.union(object_, {"legacy": true})
	{[found.property, found.values] | some found in findings} == {["Fqdn", {"certificate": "EX01\\A"}]}
}
