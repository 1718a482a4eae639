package exchlint.certificate.wildcard_on_pop_imap_test

import data.exchlint.certificate.wildcard_on_pop_imap

# fires holds where something is found in the object with some properties changed.
fires(changes) if {
	findings := wildcard_on_pop_imap.findings with input as object.union(object_, changes)
	count(findings) > 0
}

object_ := {
	"purpose": "transport",
	"Services": ["IMAP", "POP", "SMTP"],
	"names": ["*.contoso.com"],
}

test_a_wildcard_alone_fires if fires({})

test_one_of_the_two_services_is_enough if fires({"Services": ["IMAP"]})

test_smtp_and_iis_take_wildcards if not fires({"Services": ["IIS", "SMTP"]})

test_a_host_name_beside_the_wildcard_is_enough if not fires({"names": ["*.contoso.com", "mail.contoso.com"]})

test_one_without_any_name_is_silent if not fires({"names": []})

test_the_finding_is_whole if {
	wildcard_on_pop_imap.findings == {{
		"property": "Services",
		"message": "is enabled for \"POP, IMAP\" but covers only \"*.contoso.com\": these services find a wildcard certificate only by the X509CertificateName of their settings",
	}} with input as object_
}
