package ingest

import (
	"strings"
	"testing"
)

func TestAbsurdValuesAreNotKnownAndNothingWorse(t *testing.T) {
	many := `"a` + strings.Repeat(";a", MaxValues) + `"`
	tests := []struct{ kind, property, shape, want string }{
		{"ReceiveConnector", "MaxHopCount", "-0", "0"},
		{"ReceiveConnector", "MaxHopCount", "1e999", "null"},
		{"ReceiveConnector", "MaxHopCount", "60.5", "null"},
		{"ReceiveConnector", "MaxHopCount", "9223372036854775808", "null"},
		{"ReceiveConnector", "MaxHopCount", "123456789012345678901234567890", "null"},
		{"ReceiveConnector", "MaxHopCount", `"NaN"`, "null"},
		{"ReceiveConnector", "MaxHopCount", `"6\u00000"`, "null"},
		{"ReceiveConnector", "MaxMessageSize", `"1e999 MB"`, "null"},
		{"ReceiveConnector", "MaxMessageSize", `"99999999999999999999 GB"`, "null"},
		{"ReceiveConnector", "MaxMessageSize", `"36 MB (99999999999999999999 bytes)"`, "null"},
		{"ReceiveConnector", "MaxMessageSize", `"-1"`, "null"},
		{"ReceiveConnector", "MaxMessageSize", `"9000000 TB"`, "null"},
		{"ReceiveConnector", "TarpitInterval", `"99999999999.00:00:05"`, "null"},
		{"ReceiveConnector", "TarpitInterval", `{"TotalSeconds": 1e999}`, "null"},
		{"ReceiveConnector", "TarpitInterval", `{"TotalSeconds": "NaN"}`, "null"},
		{"ReceiveConnector", "AuthMechanism", "-1", "null"},
		{"ReceiveConnector", "AuthMechanism", "99999999999999999999", "null"},
		{"ReceiveConnector", "Bindings", many, "null"},
		{"ReceiveConnector", "RemoteIPRanges", "[" + strings.Repeat(`"a",`, MaxValues) + `"a"]`, "null"},
		{"ReceiveConnector", "Enabled", "2", "null"},
		{"ReceiveConnector", "Fqdn", strings.Repeat("[", 90) + `"x"` + strings.Repeat("]", 90), `"x"`},
		{"ExchangeCertificate", "NotAfter", `"99999-01-01"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"0000-00-00"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"31.02.2026"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"2026-01-01T25:00:00"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"/Date(9223372036854775807)/"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"/Date(999999999999999)/"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"/Date(-999999999999999)/"`, "null"},
		{"ExchangeCertificate", "NotAfter", `"0001-01-01T00:00:00"`, `"0001-01-01T00:00:00Z"`},
		{"ExchangeCertificate", "NotAfter", `"9999-12-31T23:59:59.9999999"`, `"9999-12-31T23:59:59Z"`},
	}
	for _, test := range tests {
		if got := readAs(t, test.kind, test.property, test.shape); got != test.want {
			t.Errorf("%s %.60s is read as %s, want %s", test.property, test.shape, got, test.want)
		}
	}
}
