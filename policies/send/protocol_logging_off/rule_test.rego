package exchlint.send.protocol_logging_off_test

import data.exchlint.send.protocol_logging_off

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := protocol_logging_off.findings with input as object.union(object_, changes)
}

object_ := {
	"Enabled": true,
	"internet": true,
	"exo": false,
	"ProtocolLoggingLevel": "None",
}

test_to_the_internet_it_fires if found_in({}) == {"ProtocolLoggingLevel is \"None\": when mail is refused or TLS fails, there is no record of the SMTP conversation"}

test_to_exchange_online_it_fires if count(found_in({"internet": false, "exo": true})) == 1

test_to_both_it_is_one_finding if count(found_in({"exo": true})) == 1

test_to_a_partner_it_is_silent if found_in({"internet": false}) == set()

test_a_log_is_silent if found_in({"ProtocolLoggingLevel": "Verbose"}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()
