package exchlint.peer.setting_drift_test

import data.exchlint.peer.setting_drift

# found_in returns the levels of what is found in the object with some properties changed.
found_in(changes) := {found.level | some found in findings} if {
	findings := setting_drift.findings with input as object.union(object_, changes)
}

object_ := {"setting_drift": [{"property": "RequireTLS", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}

test_what_decides_on_mail_is_an_error if found_in({}) == {"error"}

test_a_difference_in_authmechanism_is_an_error if found_in({"setting_drift": [{"property": "AuthMechanism", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"error"}

test_a_difference_in_bindings_is_an_error if found_in({"setting_drift": [{"property": "Bindings", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"error"}

test_a_difference_in_maxmessagesize_is_a_note if found_in({"setting_drift": [{"property": "MaxMessageSize", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_connectiontimeout_is_a_note if found_in({"setting_drift": [{"property": "ConnectionTimeout", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_tarpitinterval_is_a_note if found_in({"setting_drift": [{"property": "TarpitInterval", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_banner_is_a_note if found_in({"setting_drift": [{"property": "Banner", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_protocollogginglevel_is_a_note if found_in({"setting_drift": [{"property": "ProtocolLoggingLevel", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_messageratelimit_is_a_note if found_in({"setting_drift": [{"property": "MessageRateLimit", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"note"}

test_a_difference_in_fqdn_is_a_warning if found_in({"setting_drift": [{"property": "Fqdn", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"warning"}

test_a_difference_in_suppressxanonymoustls_is_a_warning if found_in({"setting_drift": [{"property": "SuppressXAnonymousTls", "value": "True", "harmless": false, "others": [{"identity": "EX01\\In", "value": "False"}]}]}) == {"warning"}

test_no_difference_is_silent if found_in({"setting_drift": []}) == set()
