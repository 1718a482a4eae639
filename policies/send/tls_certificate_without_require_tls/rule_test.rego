package exchlint.send.tls_certificate_without_require_tls_test

import data.exchlint.send.tls_certificate_without_require_tls

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := tls_certificate_without_require_tls.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": false,
	"TlsCertificateName": "<I>CN=CA<S>CN=mail",
	"RequireTLS": false,
}

test_a_certificate_without_tls_is_a_note if found_in({}) == {"note"}

test_to_exchange_online_it_is_a_warning if found_in({"exo": true}) == {"warning"}

test_with_tls_required_it_is_silent if found_in({"RequireTLS": true}) == set()

test_without_a_certificate_it_is_silent if found_in({"TlsCertificateName": ""}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_message_says_what_is_lost if {
	some found in tls_certificate_without_require_tls.findings with input as object.union(object_, {"exo": true})
	found.message == "RequireTLS is \"False\" although TlsCertificateName is \"<I>CN=CA<S>CN=mail\": where STARTTLS is missing, mail goes out in clear and without the certificate, so that Exchange Online treats it as external"
}
