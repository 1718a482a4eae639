package exchlint.peer.setting_drift_test

import data.exchlint.peer.setting_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := setting_drift.findings with input as object.union(object_, changes)
}

difference_in(property) := {"setting_drift": [object.union(object_.setting_drift[0], {"property": property})]}

object_ := {
	"setting_drift": [
		{
			"property": "RequireTLS",
			"value": "True",
			"harmless": false,
			"others": [{"identity": "EX01\\In", "value": "False"}],
		},
	],
}

test_what_decides_on_mail_is_an_error if found_in({}) == {"error"}

test_a_difference_in_authmechanism_is_an_error if found_in(difference_in("AuthMechanism")) == {"error"}

test_a_difference_in_bindings_is_an_error if found_in(difference_in("Bindings")) == {"error"}

test_a_difference_in_maxmessagesize_is_a_note if found_in(difference_in("MaxMessageSize")) == {"note"}

test_a_difference_in_connectiontimeout_is_a_note if found_in(difference_in("ConnectionTimeout")) == {"note"}

test_a_difference_in_tarpitinterval_is_a_note if found_in(difference_in("TarpitInterval")) == {"note"}

test_a_difference_in_banner_is_a_note if found_in(difference_in("Banner")) == {"note"}

test_a_difference_in_protocollogginglevel_is_a_note if found_in(difference_in("ProtocolLoggingLevel")) == {"note"}

test_a_difference_in_messageratelimit_is_a_note if found_in(difference_in("MessageRateLimit")) == {"note"}

test_a_difference_in_fqdn_is_a_warning if found_in(difference_in("Fqdn")) == {"warning"}

test_a_difference_in_suppressxanonymoustls_is_a_warning if found_in(difference_in("SuppressXAnonymousTls")) == {"warning"}

test_no_difference_is_silent if found_in({"setting_drift": []}) == set()

test_a_difference_in_permissiongroups_is_an_error if found_in(difference_in("PermissionGroups")) == {"error"}

test_a_difference_in_enabled_is_an_error if found_in(difference_in("Enabled")) == {"error"}

test_a_difference_in_sizeenabled_is_a_note if found_in(difference_in("SizeEnabled")) == {"note"}

test_a_difference_in_defaultdomain_is_a_warning if found_in(difference_in("DefaultDomain")) == {"warning"}

test_the_finding_is_whole if {
	setting_drift.findings == {
		{
			"property": "RequireTLS",
			"message": "RequireTLS is \"True\" here, but \"False\" on EX01\\In: which of them a client meets depends on the server that it reaches",
			"level": "error",
			"related": [
				{
					"identity": "EX01\\In",
					"kind": "ReceiveConnector",
					"message": "RequireTLS is \"False\" there",
					"property": "RequireTLS",
				},
			],
			"values": {"peer": "EX01\\In", "setting": "RequireTLS"},
		},
	} with input as object_
}
