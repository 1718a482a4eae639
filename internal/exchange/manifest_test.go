package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/schema"
)

// manifestOf returns a manifest's JSON.
func manifestOf(collectedAt string, answers ...string) string {
	return `{"ExchlintManifest": 1, "CollectedAt": "` + collectedAt + `", "Collections": ` + list(answers...) + `}`
}

func answered(server, cmdlet, failure string) string {
	return `{"Server": "` + server + `", "Cmdlet": "` + cmdlet + `", "Error": "` + failure + `"}`
}

func TestTheOrganizationKnowsWhenItWasExported(t *testing.T) {
	org := organization(t, manifestOf("2026-11-19T00:00:00Z"), manifestOf("/Date(1794528000000)/"), list(receive("EX01", "In", "")))
	o := find(t, org, "Organization", "Organization")
	value, _ := o.Value("exported")
	Equal(t, "exported", value, any([]any{
		schema.EntryOf(map[string]any{"record": int64(0), "at": "2026-11-13T00:00:00Z", "seconds_old": int64(7 * 86400)}),
		schema.EntryOf(map[string]any{"record": int64(1), "at": "2026-11-19T00:00:00Z", "seconds_old": int64(86400)}),
	}))
	spot := o.RecordAt(1).Source("exported")
	Equal(t, "where the later one says so", []any{spot.File.Name, spot.Place().StartColumn}, []any{"x.json", 40})
}

func TestWithoutAManifestNobodyKnowsWhen(t *testing.T) {
	o := find(t, organization(t, list(receive("EX01", "In", ""))), "Organization", "Organization")
	value, known := o.Value("exported")
	Equal(t, "exported", []any{value, known, o.File == nil}, []any{[]any{}, true, true})
}

func TestAServerThatFailedIsSaidAndItsGapsSayWhy(t *testing.T) {
	m := manifestOf("2026-11-19T00:00:00Z", answered("EX01", "Get-ReceiveConnector", ""), answered("EX01", "Get-ExchangeCertificate", "access is denied"),
		answered("EX02.corp.contoso.com", "Get-ReceiveConnector", "the server is down"), answered("EX02", "get-exchangecertificate", "the server is down"))
	reading := Read(t.Context(), decode(t, m, `[{"Server": "EX01", "Name": "In", "Enabled": true, "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:25"], "Fqdn": "mail.contoso.com", "TlsCertificateName": null}]`), ingest.Options{AsOf: Now})
	if len(reading.Notices) != 3 || reading.Notices[0].Message != "Get-ExchangeCertificate failed on EX01 when the exports were made: access is denied" || reading.Notices[0].Line == 0 {
		t.Errorf("%+v", reading.Notices)
	}
	org := reading.Organization
	matchesSchemas(t, org)
	Equal(t, "for the connector", find(t, org, "ReceiveConnector", `EX01\In`).Gap("presented").Missing, []string{"certificates of EX01 (Get-ExchangeCertificate failed there)"})
	down := find(t, org, "Server", "EX02")
	for _, fact := range []string{"missing_connectors", "needs_certificates"} {
		Equal(t, fact, down.Gap(fact).Missing, []string{"receive connectors of EX02 (Get-ReceiveConnector failed there)"})
	}
	if down.File == nil {
		t.Error("a server that only the manifest mentions stands nowhere")
	}
}

func TestAnExportThatWasLeftBehindIsSaid(t *testing.T) {
	counted := func(server, cmdlet, count string) string {
		return `{"Server": ` + server + `, "Cmdlet": "` + cmdlet + `", "Count": ` + count + `, "Error": null}`
	}
	m := manifestOf("2026-11-19T00:00:00Z", counted(`"EX01"`, "Get-ReceiveConnector", "1"), counted(`"EX02"`, "Get-ReceiveConnector", "5"), counted(`"EX02"`, "Get-ExchangeCertificate", "null"),
		counted("null", "Get-SendConnector", "2"), counted("null", "Get-TransportRule", "0"))
	reading := Read(t.Context(), decode(t, m, list(receive("EX01", "In", ""))), ingest.Options{AsOf: Now})
	var said []string
	for _, notice := range reading.Notices {
		said = append(said, notice.Message)
	}
	Equal(t, "notices", said, []string{
		"Get-ReceiveConnector gave 5 objects on EX02 when the exports were made, and none of them is here",
		"Get-SendConnector gave 2 objects when the exports were made, and none of them is here",
	})
}

func TestManifestsAreReadWithBounds(t *testing.T) {
	many := func(answer string, n int) ingest.Reading {
		m := manifestOf("2026-11-19T00:00:00Z", slices.Repeat([]string{answer}, n)...)
		return Read(t.Context(), decode(t, m, list(receive("EX01", "In", ""))), ingest.Options{AsOf: Now})
	}
	if reading := many(answered("EX02", "Get-ReceiveConnector", "down"), 100); len(reading.Notices) != ingest.MaxNamed+1 || !strings.Contains(reading.Notices[ingest.MaxNamed].Message, "and 80 more") {
		t.Errorf("%d notices", len(reading.Notices))
	}
	if reading := many("{}", ingest.MaxAnswers); len(reading.Errors) != 1 || !strings.Contains(reading.Errors[0].Message, "more than 100,000 answers") {
		t.Errorf("%+v", reading.Errors)
	}
	if reading := many("{}", ingest.MaxAnswers-1); len(reading.Errors) != 0 {
		t.Errorf("%+v", reading.Errors)
	}
}

func TestAManifestIsNoStrangerButNoExportEither(t *testing.T) {
	tests := []struct {
		name, document string
		errors         string
	}{
		{"beside exports", `[` + manifestOf("2026-11-19T00:00:00Z") + `, ` + receive("EX01", "In", "") + `]`, ""},
		{"alone", manifestOf("2026-11-19T00:00:00Z"), "nothing of what it speaks of is here"},
		{"without its date", `[{"ExchlintManifest": 1}, ` + receive("EX01", "In", "") + `]`, "CollectedAt can't be read"},
		{"with a date that is none", `[` + manifestOf("soon") + `, ` + receive("EX01", "In", "") + `]`, `CollectedAt can't be read: "soon" is not a date`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := Read(t.Context(), decode(t, test.document), ingest.Options{AsOf: Now})
			var said []string
			for _, flaw := range reading.Errors {
				said = append(said, flaw.Message)
			}
			if got := strings.Join(said, "; "); !strings.Contains(got, test.errors) || (test.errors == "") != (got == "") {
				t.Errorf("errors: %q", got)
			}
			if len(reading.Unrecognized) > 0 {
				t.Errorf("%+v", reading.Unrecognized)
			}
		})
	}
}
