package exchlint.hardening.receive_banner_reveals_server_test

import data.exchlint.hardening.receive_banner_reveals_server

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_banner_reveals_server.findings with input as object.union(object_, changes)
}

object_ := {"external": true, "Server": "EX01", "Banner": ""}

test_the_default_greeting_fires if {
	found_in({}) == {"Banner is empty, so the greeting is the default one, which names the server and Microsoft's software"}
}

test_the_servers_name_fires if found_in({"Banner": "220 ex01.contoso.com ready"}) == {"Banner is \"220 ex01.contoso.com ready\": the greeting reveals \"EX01\""}

test_several_words_are_one_finding if {
	found_in({"Banner": "220 EX01 Microsoft Exchange"}) == {"Banner is \"220 EX01 Microsoft Exchange\": the greeting reveals \"EX01\", \"Microsoft\", \"Exchange\""}
}

test_a_greeting_that_says_nothing_is_silent if found_in({"Banner": "220 SMTP Server Ready"}) == set()

test_the_words_are_a_parameter if {
	findings := receive_banner_reveals_server.findings with input as object.union(object_, {"Banner": "220 Contoso"})
		with data.exchlint.hardening.receive_banner_reveals_server.parameters as {"banner": "220 ready", "words": ["contoso"]}
	{found.values.banner | some found in findings} == {"220 ready"}
}

test_an_internal_connector_is_silent if found_in({"external": false}) == set()
