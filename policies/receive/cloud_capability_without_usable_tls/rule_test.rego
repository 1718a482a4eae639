package exchlint.receive.cloud_capability_without_usable_tls_test

import data.exchlint.receive.cloud_capability_without_usable_tls

# found_in returns the properties of what is found in the object with some properties changed, each with
# the level where the finding names one.
found_in(changes) := {[found.property, object.get(found, "level", "error")] | some found in findings} if {
	findings := cloud_capability_without_usable_tls.findings with input as object.union(object_, changes)
}

object_ := {
	"Server": "EX01",
	"Enabled": true,
	"external": true,
	"TransportRole": "FrontendTransport",
	"front_end": true,
	"AuthMechanism": ["Tls"],
	"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"],
	"domain_capabilities": [{"capabilities": ["AcceptCloudServicesMail"]}],
	"certificate_name": {"form": "full"},
	"host_name": "mail.contoso.com",
	"presented": {"by": "name", "identity": "EX01\\A", "self_signed": false},
	"bound_defects": [{"identity": "EX01\\A", "defects": []}],
}

test_a_sound_bound_certificate_is_silent if found_in({}) == set()

test_without_tls_it_fires if found_in({"AuthMechanism": ["Integrated"]}) == {["AuthMechanism", "error"]}

test_the_transport_services_connector_fires if found_in({"external": false, "TransportRole": "HubTransport"}) == {["TransportRole", "error"]}

test_a_hub_server_of_exchange_2010_is_silent if found_in({"external": false, "TransportRole": "HubTransport", "front_end": false}) == set()

test_an_edge_servers_connector_is_silent if found_in({"TransportRole": "HubTransport"}) == set()

test_a_name_that_finds_nothing_fires if found_in({"presented": {"by": "nothing", "identity": "", "self_signed": false}, "bound_defects": []}) == {["TlsCertificateName", "error"]}

test_no_name_and_no_certificate_fires if {
	found_in({"certificate_name": {"form": "none"}, "presented": {"by": "nothing", "identity": "", "self_signed": false}, "bound_defects": []}) == {["TlsCertificateName", "error"]}
}

test_a_bound_self_signed_certificate_fires if found_in({"presented": {"by": "name", "identity": "EX01\\A", "self_signed": true}}) == {["TlsCertificateName", "error"]}

test_a_self_signed_certificate_that_is_found_by_name_fires if {
	found_in({"certificate_name": {"form": "none"}, "presented": {"by": "fqdn", "identity": "EX01\\A", "self_signed": true}, "bound_defects": []}) == {["TlsCertificateName", "error"]}
}

test_a_cas_certificate_that_is_found_by_name_is_a_warning if {
	found_in({"certificate_name": {"form": "none"}, "presented": {"by": "fqdn", "identity": "EX01\\A", "self_signed": false}, "bound_defects": []}) == {["TlsCertificateName", "warning"]}
}

test_an_expired_bound_certificate_fires if found_in({"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}]}) == {["TlsCertificateName", "error"]}

test_one_usable_certificate_of_two_is_silent if {
	found_in({"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}, {"identity": "EX01\\B", "defects": []}]}) == set()
}

test_the_capability_of_exchange_2010_counts if found_in({"AuthMechanism": [], "domain_capabilities": [{"capabilities": ["AcceptOorgProtocol"]}]}) == {["AuthMechanism", "error"]}

test_other_capabilities_are_silent if found_in({"AuthMechanism": [], "domain_capabilities": [{"capabilities": ["AllowSubmit"]}]}) == set()

test_without_capabilities_it_is_silent if found_in({"AuthMechanism": [], "domain_capabilities": []}) == set()

test_a_disabled_one_is_another_rules_business if found_in({"Enabled": false, "external": false, "TransportRole": "HubTransport"}) == set()

test_the_finding_is_whole if {
	cloud_capability_without_usable_tls.findings == {{
		"property": "TlsCertificateName",
		"message": "TlsCertificateName finds no usable certificate (EX01\\A: expired) although TlsDomainCapabilities is \"mail.protection.outlook.com:AcceptCloudServicesMail\": hybrid mail is deferred with \"450 4.7.320 Certificate validation failed\", or counts as anonymous",
		"related": [{
			"kind": "ExchangeCertificate",
			"identity": "EX01\\A",
			"property": "Thumbprint",
			"message": "the certificate that is presented",
		}],
		"values": {"bind": "true"},
	}} with input as object.union(object_, {"bound_defects": [{"identity": "EX01\\A", "defects": ["expired"]}]})
}
