package exchlint.hardening.receive_chunking_disabled_test

import data.exchlint.hardening.receive_chunking_disabled

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := receive_chunking_disabled.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "ChunkingEnabled": false}

test_off_fires if found_in({}) == {"ChunkingEnabled is \"False\": senders can use neither BDAT nor BINARYMIME"}

test_on_is_silent if found_in({"ChunkingEnabled": true}) == set()

test_a_disabled_connector_is_silent if found_in({"Enabled": false}) == set()
