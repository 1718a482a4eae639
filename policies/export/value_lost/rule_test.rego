package exchlint.export.value_lost_test

import data.exchlint.export.value_lost

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := value_lost.findings with input as object.union(object_, changes)
}

object_ := {
	"lost_values": [
		{"property": "Bindings", "text": "System.Object[]"},
		{"property": "RemoteIPRanges", "text": "{}"},
	],
}

test_each_lost_value_fires if found_in({}) == {"Bindings", "RemoteIPRanges"}

test_a_record_of_which_only_the_name_is_left_fires if found_in({"lost_values": [{"property": "", "text": "EX01\\In"}]}) == {""}

test_nothing_lost_is_silent if found_in({"lost_values": []}) == set()

test_the_finding_is_whole if {
	value_lost.findings == {
		{
			"property": "Bindings",
			"message": "the export has \"System.Object[]\" in place of Bindings, so what depends on it can't be checked: export it with ConvertTo-Json -Depth 4, or in a CSV as @{n='Bindings';e={$_.Bindings -join ';'}}",
		},
		{
			"property": "RemoteIPRanges",
			"message": "the export has \"{}\" in place of RemoteIPRanges, so what depends on it can't be checked: export it with ConvertTo-Json -Depth 4, or in a CSV as @{n='RemoteIPRanges';e={$_.RemoteIPRanges -join ';'}}",
		},
	} with input as object_
}

test_of_an_algorithm_its_name_is_asked_for if {
	some found in value_lost.findings with input as {"lost_values": [{"property": "SignatureAlgorithm", "text": "System.Security.Cryptography.Oid"}]}
	endswith(found.message, "@{n='SignatureAlgorithm';e={$_.SignatureAlgorithm.FriendlyName}}")
}

test_of_a_key_the_name_of_its_algorithm_is_asked_for if {
	some found in value_lost.findings with input as {"lost_values": [{"property": "PublicKey", "text": "System.Security.Cryptography.X509Certificates.PublicKey"}]}
	endswith(found.message, "@{n='PublicKey';e={$_.PublicKey.Oid.FriendlyName}}")
}
