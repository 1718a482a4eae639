package exchlint.send.source_server_unknown_test

import data.exchlint.send.source_server_unknown

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := source_server_unknown.findings with input as object.union(object_, changes)
}

object_ := {"disabled": false, "unknown_sources": ["OLDEX"]}

test_a_server_without_a_trace_fires if found_in({}) == {"SourceTransportServers"}

test_known_servers_are_silent if found_in({"unknown_sources": []}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()
