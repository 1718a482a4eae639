package facts

import (
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// indexManifests notes which cmdlets failed on which servers.
func (f *deriver) indexManifests() {
	for _, m := range f.org.Manifests {
		for _, a := range m.Answers {
			if a.Failure != "" {
				f.failed[a.Key()] = true
			}
		}
	}
}

// asked returns the servers that were asked when the exports were made, each with the
// first place that says so.
func (f *deriver) asked() map[string]model.RecordPosition {
	asked := map[string]model.RecordPosition{}
	for _, m := range f.org.Manifests {
		for _, a := range m.Answers {
			if _, known := asked[a.Server]; !known {
				asked[a.Server] = a.Stand
			}
		}
	}
	return asked
}

// certificatesOf and connectorsOf name a server's export that is missing, for a gap.
func (f *deriver) certificatesOf(server string) model.Input {
	return f.missingExport("certificates", "Get-ExchangeCertificate", server)
}

func (f *deriver) connectorsOf(server string) model.Input {
	return f.missingExport("receive connectors", "Get-ReceiveConnector", server)
}

// hasFailed reports whether a cmdlet failed on a server when the exports were made.
func (f *deriver) hasFailed(server, cmdlet string) bool {
	return len(f.failed) > 0 && f.failed[model.AnswerKey(server, cmdlet)]
}

func (f *deriver) missingExport(what, cmdlet, server string) model.Input {
	if server == "" {
		return model.UnknownServer()
	}
	name := what + " of " + server
	if f.hasFailed(server, cmdlet) {
		name += " (" + cmdlet + " failed there)"
	}
	return model.MissingExport(name)
}

// aboutOrganization makes the object of the organization. Its records are the manifests.
func (f *deriver) aboutOrganization(servers []string) *model.Object {
	kind := schema.Lookup("Organization")
	made := []any{}
	var records []*model.Object
	for n, m := range f.org.Manifests {
		made = append(made, schema.EntryOf(map[string]any{"record": int64(n), "at": m.At.Format(time.RFC3339), "seconds_old": values.SecondsBetween(m.At, f.org.AsOf)}))
		records = append(records, object(m, kind))
	}
	o := model.NewObject(kind, "Organization", nil)
	if len(records) > 0 {
		o = records[0]
		o.Others = records[1:]
	}
	property.Servers.Set(o, model.Certain(values.AsList(servers)))
	property.Exported.Set(o, model.Certain(made))
	return o
}

// object returns a manifest as a record of the organization: it tells when that was
// exported.
func object(m model.Manifest, kind *schema.Kind) *model.Object {
	o := model.NewObject(kind, "Organization", nil)
	o.RecordPosition = m.Stand
	o.Layout = &model.Layout{Fields: slices.Repeat([]int16{-1}, len(kind.Properties)), Spans: []model.Span{m.Date}}
	o.Layout.Fields[o.IndexOf(property.Exported.Name())] = 0
	return o
}
