package exchange

import (
	"strings"
	"testing"
)

// allOf2010 are the columns of a receive connector as Exchange 2010 exports it.
const allOf2010 = `"Identity": "HUB1\\Client HUB1", "Enabled": true, "Fqdn": "hub1.corp.example", "AuthMechanism": "Tls, BasicAuth", "Banner": "", "Bindings": ["0.0.0.0:587"],
	"ConnectionTimeout": "00:10:00", "EightBitMimeEnabled": true, "MaxHopCount": 60, "MaxInboundConnectionPerSource": "20", "MessageRateLimit": "5",
	"PermissionGroups": "ExchangeUsers", "PipeliningEnabled": true, "RemoteIPRanges": ["0.0.0.0-255.255.255.255"], "SizeEnabled": "Enabled"`

func TestAConnectorWithoutTheColumnsOfExchange2013IsOfExchange2010(t *testing.T) {
	for _, test := range []struct {
		name, columns    string
		legacy, external any
	}{
		{"all others are there", allOf2010, true, true},
		{"some others are not there", strings.ReplaceAll(allOf2010, `"MaxHopCount": 60,`, ""), false, "TransportRole"},
		{"one of them is there", allOf2010 + `, "TlsCertificateName": null`, false, "TransportRole"},
		{"one of them has lost its value", allOf2010 + `, "TransportRole": {}`, false, "TransportRole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := find(t, organization(t, "[{"+test.columns+"}]"), "ReceiveConnector", `HUB1\Client HUB1`)
			Equal(t, "legacy and external", []any{stated(t, o, "legacy"), stated(t, o, "external")}, []any{test.legacy, test.external})
		})
	}
}

func TestWhatExchange2010DoesNotHaveIsNotEvaluatedAndSaysSo(t *testing.T) {
	o := find(t, organization(t, "[{"+allOf2010+"}]"), "ReceiveConnector", `HUB1\Client HUB1`)
	if reason := o.Gap("TlsCertificateName").Reason; !strings.Contains(reason, "Exchange 2010") {
		t.Error(reason)
	}
	if name, known := o.Value("certificate_name"); !known {
		t.Error("whether it names a certificate is not known", name)
	}
}
