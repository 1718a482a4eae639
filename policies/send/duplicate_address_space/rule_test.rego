package exchlint.send.duplicate_address_space_test

import data.exchlint.send.duplicate_address_space

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := duplicate_address_space.findings with input as object.union(object_, changes)
}

object_ := {
	"disabled": false,
	"exo": false,
	"shared_routes": [{"spaces": ["SMTP:*"], "more": 0, "identity": "Internet", "exo": false, "together": true}],
}

twice_online := {"exo": true, "shared_routes": [object.union(object_.shared_routes[0], {"exo": true})]}

test_two_to_the_internet_are_a_note if found_in({}) == {"note"}

test_two_to_exchange_online_are_a_warning if found_in(twice_online) == {"warning"}

test_one_of_two_to_exchange_online_is_a_note if found_in({"exo": true}) == {"note"}

test_from_different_servers_it_is_a_note if found_in({"exo": true, "shared_routes": [object.union(twice_online.shared_routes[0], {"together": false})]}) == {"note"}

test_one_alone_is_silent if found_in({"shared_routes": []}) == set()

test_a_disabled_connector_is_silent if found_in({"disabled": true}) == set()

test_the_finding_is_whole if {
	duplicate_address_space.findings == {{
		"property": "AddressSpaces",
		"message": "AddressSpaces has \"SMTP:*\", which Internet routes for the same cost: which connector a message takes is left to Exchange",
		"level": "note",
		"related": [{"kind": "SendConnector", "identity": "Internet", "property": "AddressSpaces", "message": "routes the same for the same cost"}],
	}} with input as object_
}

test_many_spaces_are_counted if {
	many := object.union(object_, {"shared_routes": [object.union(object_.shared_routes[0], {"more": 495})]})
	some found in duplicate_address_space.findings with input as many
	startswith(found.message, "AddressSpaces has \"SMTP:*\" and 495 more, which Internet routes")
}
