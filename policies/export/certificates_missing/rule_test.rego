package exchlint.export.certificates_missing_test

import data.exchlint.export.certificates_missing

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := certificates_missing.findings with input as object.union(object_, changes)
}

object_ := {
	"certificates_exported": false,
	"needs_certificates": [{"kind": "ReceiveConnector", "identity": "EX01\\In"}],
}

test_a_server_that_needs_them_fires if found_in({}) == {""}

test_a_server_that_does_not_is_silent if found_in({"needs_certificates": []}) == set()

test_exported_ones_are_silent if found_in({"certificates_exported": true}) == set()

test_the_finding_is_whole if {
	certificates_missing.findings == {
		{
			"property": "",
			"message": "no certificate that was read is known to be this server's, so what its connectors present can't be checked (EX01\\In): export them, or name the server in the file's name or in a column Server",
		},
	} with input as object_
}
