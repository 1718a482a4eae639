package exchlint.receive.remote_range_near_limit_test

import data.exchlint.receive.remote_range_near_limit

# found_for returns the levels of what is found for a number of ranges.
found_for(n) := {found.level | some found in findings} if {
	findings := remote_range_near_limit.findings with input as _object(n)
}

_object(n) := {"range_count": n, "merged_ranges": "10.0.0.0/22,10.0.8.0/29"}

test_a_thousand_is_silent if found_for(1000) == set()

test_one_more_is_a_warning if found_for(1001) == {"warning"}

test_below_the_limit_is_a_warning if found_for(1199) == {"warning"}

test_at_the_limit_is_an_error if found_for(1200) == {"error"}

test_the_limits_can_be_changed if found_for(5) == {"error"} with data.exchlint.receive.remote_range_near_limit.parameters as {"warningRanges": 3, "errorRanges": 5}

test_the_finding_is_whole if {
	remote_range_near_limit.findings == {
		{
			"property": "RemoteIPRanges",
			"message": "RemoteIPRanges has \"1001\" entries; from about 1,200 on Active Directory refuses more (AdminLimitExceededException). Written as ranges that do not touch they are 2",
			"level": "warning",
			"values": {"ranges": "10.0.0.0/22,10.0.8.0/29"},
		},
	} with input as _object(1001)
}
