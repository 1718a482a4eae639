package exchlint.AREA.RULE_test

import data.exchlint.AREA.RULE

# count_in returns how many findings there are in the connector with some properties changed.
count_in(changes) := n if {
	n := count(RULE.findings) with input as object.union(connector, changes)
}

connector := {"Name": "Scanner relay", "disabled": false, "ProtocolLoggingLevel": "None"}

test_a_relay_without_a_log_is_found if count_in({}) == 1

test_a_relay_with_a_log_is_silent if count_in({"ProtocolLoggingLevel": "Verbose"}) == 0

test_a_disabled_relay_is_silent if count_in({"disabled": true}) == 0

test_any_other_connector_is_silent if count_in({"Name": "Default Frontend EX01"}) == 0
