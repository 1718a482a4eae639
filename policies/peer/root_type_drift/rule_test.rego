package exchlint.peer.root_type_drift_test

import data.exchlint.peer.root_type_drift

# found_in returns the properties of what is found in the object with some properties changed.
found_in(changes) := {found.property | some found in findings} if {
	findings := root_type_drift.findings with input as object.union(object_, changes)
}

object_ := {
	"purpose": "transport",
	"Services": ["IIS", "SMTP"],
	"RootCAType": "Registry",
	"trusted_elsewhere": [{"identity": "EX01\\A", "Server": "EX01", "Thumbprint": "A", "Subject": "CN=mail", "Issuer": "CN=Fabrikam CA"}],
}

test_a_root_that_is_public_elsewhere_fires if found_in({}) == {"RootCAType"}

test_alike_on_all_servers_is_silent if found_in({"trusted_elsewhere": []}) == set()

test_one_for_another_purpose_is_silent if found_in({"purpose": "federation"}) == set()
