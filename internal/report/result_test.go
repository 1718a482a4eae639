package report

import (
	"context"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/source"
	"github.com/exchlint/exchlint/schema"
)

// hostile is a name that somebody chose to break reports with.
const hostile = "EX01\\Relay\x1b[31m\r\n::error::owned ##[error]x ##vso[y] [go](http://contoso.example) ](http://x) " +
	"\u202eexe.txt\u200b\ufeff\u2028\u0085\x7f <script>alert(1)</script> `a` {0} {5} {} | 100%"

var asOf = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

var (
	expiring = &rules.Rule{
		ID: "certificate/expiring-soon", Title: "Certificate expires soon", Level: "warning",
		Description: "After a certificate's last day every session that it protects is refused.",
		Kinds:       []string{"ExchangeCertificate"},
		Remedy:      rules.Remedy{Fix: rules.Outside},
	}
	noTLS = &rules.Rule{
		ID: "receive/tls-not-offered", Title: "External receive connector does not offer TLS", Level: "error",
		Description: "Senders that insist on TLS can't deliver, all others send in the clear.\n\n" +
			"They log `454 4.7.5` *or* [nothing](http://x) <b>at all</b>.",
		Remedy:     rules.Remedy{Fix: rules.Command, Steps: []rules.Step{{Do: "Offer STARTTLS again", Command: "Set-ReceiveConnector <identity> `\n\t-AuthMechanism Tls\n# ```"}}},
		References: []string{"https://learn.microsoft.com/exchange/receive connectors", "javascript:alert(1)", "RFC 3207"},
		Tags:       []string{"tls", "cwe-319", "stig-V-259710", "tls", "a", "b", "c", "d", "e", "f", "g", "h"},
		Kinds:      []string{"ReceiveConnector"},
	}
	logging = &rules.Rule{
		ID: "receive/protocol-logging-off", Title: "Protocol logging is off.", Level: "note",
		Kinds:  []string{"ReceiveConnector"},
		Remedy: rules.Remedy{Fix: rules.Choice},
	}
)

// sample is a run that met all there is to meet.
func sample() *lint.Result {
	return &lint.Result{
		AsOf: asOf, FailOn: lint.Warning,
		Rules:        []*rules.Rule{expiring, logging, noTLS},
		Files:        []string{"exports/EX01/receive connectors.json", "exports/certificates.csv"},
		Findings:     []lint.Finding{sampleNote(), sampleError(), sampleLong(), sampleWarning()},
		NotEvaluated: sampleGaps(),
		Waived: []lint.Waived{{
			Finding: sampleError(), Reason: "device speaks no TLS\x1b", Ticket: "CHG-1234",
			Expires: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC),
		}},
		Skipped: []lint.Skipped{{File: "exports/package.json", Reason: "no export that exchlint knows"}},
		Notices: diag.List{{File: "exports/certificates.csv", Message: "names no server: taken for EX01's, the only one beside it"}},
		Passed:  3,
		Passes:  []int{0, 2, 1},
		Passing: samplePassing(),
	}
}

func sampleError() lint.Finding {
	return lint.Finding{
		Rule: noTLS, Level: lint.Error, Kind: "ReceiveConnector", Identity: hostile, Property: "AuthMechanism",
		Said:        "offers no TLS: AuthMechanism is \"Integrated\"",
		Location:    at("exports/EX01/receive connectors.json", 12, 22, 12, 34, "\t\t\"AuthMechanism\": \"Integrated\","),
		Fingerprint: "38bc3a3ec3266933",
		Related: []lint.Related{{
			Message:  "EX02 offers [it](1)",
			Location: at("exports/EX02/%41 #1 é.json", 4, 2, 4, 9, ""),
		}},
	}
}

func sampleLong() lint.Finding {
	name := strings.Repeat("EX[01]\\", 300)
	return lint.Finding{
		Rule: noTLS, Level: lint.Error, Kind: "ReceiveConnector", Identity: name,
		Said:        "offers no TLS",
		Location:    at("exports/EX01/receive connectors.json", 40, 1, 60, 2, "{ \"Name\": \"\u202e##[error]\u65e5\u672c\","),
		Fingerprint: "38bc3a3ec3266933",
	}
}

func sampleWarning() lint.Finding {
	row := strings.Repeat("1.2.3.4,", 40)
	return lint.Finding{
		Rule: expiring, Level: lint.Warning, Kind: "ExchangeCertificate", Identity: `EX01\AB12`, Property: "NotAfter",
		Said:        `expires on 2026-12-01, in 11 days`,
		Location:    at("::error::/certificates,1.csv", 2, 321, 2, 331, row+"2026-12-01,"+row),
		Fingerprint: "aa00000000000001",
	}
}

func sampleNote() lint.Finding {
	return lint.Finding{
		Rule: logging, Level: lint.Note, Kind: "ReceiveConnector", Identity: `EX01\Client`, Property: "ProtocolLoggingLevel",
		Said:        `logs nothing`,
		Location:    at("exports/EX01/receive connectors.json", 3, 5, 3, 5, `::error::" ""`),
		Fingerprint: "aa00000000000002",
	}
}

func sampleGaps() []lint.Open {
	organization := read(`[
		{"Server": "EX\u001b03", "Name": "In", "Fqdn": "mail.contoso.com", "TlsCertificateName": "", "AuthMechanism": "Tls", "Enabled": true},
		{"Server": "EX03", "Name": "Default"},
		{"Server": "EX04", "Name": "Default"}]`)
	connectors := organization.Objects("ReceiveConnector")
	open := func(o *model.Object, identity string, properties ...string) lint.Open {
		return lint.Open{
			Kind: o.Kind.Name, Identity: identity, Object: o,
			Location: at("exports/EX01/receive connectors.json", 70, 3, 90, 4, "{"),
			Lacks:    []lint.Lack{{Rule: noTLS, Lack: lack(o.Kind, properties...)}},
		}
	}
	nowhere := open(organization.Objects("Organization")[0], "Organization", "exported")
	nowhere.Location = lint.Location{}
	return []lint.Open{
		nowhere,
		open(connectors[0], hostile, "presented"),
		open(connectors[1], `EX03\Default`, "Fqdn", "Bindings"),
		open(connectors[2], `EX04\Default`, "Fqdn", "Bindings"),
	}
}

// samplePassing is what passed, by rule.
func samplePassing() [][]*model.Object {
	connectors := read(`[{"Server": "EX\u001b03", "Name": "In"}, {"Server": "EX03", "Name": "<b>Default</b>"}]`).Objects("ReceiveConnector")
	return [][]*model.Object{nil, connectors, connectors[1:]}
}

// read makes the organization that an export of receive connectors shows.
func read(connectors string) *model.Organization {
	file, err := export.Decode(context.Background(), "ReceiveConnector.json", []byte(connectors))
	if err != nil {
		panic(err)
	}
	return exchange.Read(context.Background(), []*document.File{file}, ingest.Options{AsOf: asOf}).Organization
}

func lack(kind *schema.Kind, properties ...string) *rules.Lack {
	lack := &rules.Lack{}
	for _, name := range properties {
		i, _ := kind.Index(name)
		lack.Properties = append(lack.Properties, i)
	}
	return lack
}

func at(file string, startLine, startColumn, endLine, endColumn int, line string) lint.Location {
	return lint.Location{
		File: file, Place: source.Place{StartLine: startLine, StartColumn: startColumn, EndLine: endLine, EndColumn: endColumn},
		Source: line,
	}
}

func empty() *lint.Result {
	return &lint.Result{AsOf: asOf, FailOn: lint.Warning, Rules: []*rules.Rule{logging}}
}

func untrustworthy() *lint.Result {
	return &lint.Result{
		AsOf: asOf, FailOn: lint.Warning, Rules: []*rules.Rule{noTLS},
		Findings: []lint.Finding{sampleError()},
		Errors: diag.List{
			{Message: "nothing was recognised as an export"},
			{File: "exports/::warning::\nx.csv", Message: "holds no bytes"},
			{File: "exports/x.csv", Line: 4, Message: "a quote is never closed"},
			{File: "exports/y.json", Line: 4, Column: 17, Message: hostile},
		},
		Passed: 1,
	}
}
