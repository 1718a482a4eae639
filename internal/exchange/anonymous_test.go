package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
)

func TestSomeFrontEndShouldTakeAnonymousMail(t *testing.T) {
	users := `"PermissionGroups": "ExchangeUsers"`
	hub := receive("EX01", "Default EX01", `"TransportRole": "HubTransport", "Bindings": "0.0.0.0:2525", `+users)
	tests := []struct {
		name       string
		connectors string
		want       string // the connector that should; "" for none
	}{
		{"one does", list(receive("EX01", "In", ""), receive("EX01", "Other", users)), ""},
		{"none does", list(receive("EX01", "In", users), hub), `EX01\In`},
		{"one that is disabled does not", list(receive("EX01", "In", `"Enabled": false`), receive("EX01", "Mail", `"Bindings": "0.0.0.0:587", `+users)), `EX01\In`},
		{"one on another port does not", list(receive("EX01", "In", `"Bindings": "0.0.0.0:26"`)), `EX01\In`},
		{"an enabled one goes before a disabled one", list(receive("EX01", "A", `"Enabled": false`), receive("EX01", "B", users)), `EX01\B`},
		{"a wide one goes before a narrow one", list(receive("EX01", "A", `"RemoteIPRanges": "10.1.1.10", `+users), receive("EX01", "B", users)), `EX01\B`},
		{"the first of equal ones", list(receive("EX01", "B", users), receive("EX01", "A", users)), `EX01\A`},
		{"a server without front ends needs none", list(hub), ""},
		{"each server needs its own", list(receive("EX01", "In", ""), receive("EX02", "In", users)), `EX02\In`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := ""
			for _, c := range organization(t, test.connectors).Objects("ReceiveConnector") {
				missing, known := boolOf(c, "anonymous_mail_missing")
				if !known {
					t.Errorf("not known of %s: %v", c.Identity, c.Gap("anonymous_mail_missing"))
				}
				if missing {
					found += c.Identity
				}
			}
			Equal(t, "blamed", found, test.want)
		})
	}
}

func TestAFrontEndThatIsNotKnownMayTakeAnonymousMail(t *testing.T) {
	lost := receive("EX01", "In", `"PermissionGroups": {}`)
	o := find(t, organization(t, list(lost, receive("EX01", "Mail", `"PermissionGroups": "ExchangeUsers"`))), "ReceiveConnector", `EX01\Mail`)
	Equal(t, "missing", o.Gap("anonymous_mail_missing").Missing, []string{`PermissionGroups of EX01\In`})
	o = find(t, organization(t, list(lost, receive("EX01", "Default", ""))), "ReceiveConnector", `EX01\In`)
	if missing, known := boolOf(o, "anonymous_mail_missing"); missing || !known {
		t.Error("another one takes it, so nothing is missing")
	}
}

func TestBehindAGatewayNobodyNeedsAnonymousMail(t *testing.T) {
	files := decode(t, list(receive("EX01", "In", `"PermissionGroups": "ExchangeServers"`)))
	organization := Read(t.Context(), files, ingest.Options{AsOf: Now, Known: model.OrganizationHints{GatewayInFront: true}}).Organization
	if missing, known := boolOf(find(t, organization, "ReceiveConnector", `EX01\In`), "anonymous_mail_missing"); missing || !known {
		t.Errorf("missing: %t, known: %t", missing, known)
	}
}
