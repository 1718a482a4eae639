package exchlint.hardening.send_internet_without_smart_host_test

import data.exchlint.hardening.send_internet_without_smart_host

# found_in returns the messages of what is found in the object with some properties changed.
found_in(changes) := {found.message | some found in findings} if {
	findings := send_internet_without_smart_host.findings with input as object.union(object_, changes)
}

object_ := {"Enabled": true, "internet": true, "SmartHosts": []}

test_routing_by_dns_fires if found_in({}) == {"SmartHosts is empty, so mail for the Internet goes to any host that DNS names, past any gateway"}

test_a_smart_host_is_silent if found_in({"SmartHosts": ["gateway.contoso.com"]}) == set()

test_a_partner_is_silent if found_in({"internet": false}) == set()

test_a_disabled_one_is_silent if found_in({"Enabled": false}) == set()
