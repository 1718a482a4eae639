package exchange

import (
	"slices"
	"time"

	"github.com/exchlint/exchlint/schema"
)

// indexManifests notes which cmdlets failed on which servers.
func (f *facts) indexManifests() {
	for _, m := range f.org.manifests {
		for _, a := range m.answers {
			if a.failure != "" {
				f.failed[a.key()] = true
			}
		}
	}
}

// asked returns the servers that were asked when the exports were made, each with the
// first place that says so.
func (f *facts) asked() map[string]stand {
	asked := map[string]stand{}
	for _, m := range f.org.manifests {
		for _, a := range m.answers {
			if _, known := asked[a.server]; !known {
				asked[a.server] = a.stand
			}
		}
	}
	return asked
}

// certificatesOf and connectorsOf name a server's export that is missing, for a gap.
func (f *facts) certificatesOf(server string) string {
	return f.missingExport("certificates", "Get-ExchangeCertificate", server)
}

func (f *facts) connectorsOf(server string) string {
	return f.missingExport("receive connectors", "Get-ReceiveConnector", server)
}

// hasFailed reports whether a cmdlet failed on a server when the exports were made.
func (f *facts) hasFailed(server, cmdlet string) bool {
	return len(f.failed) > 0 && f.failed[answerKey(server, cmdlet)]
}

func (f *facts) missingExport(what, cmdlet, server string) string {
	if server == "" {
		return "Server"
	}
	name := what + " of " + server
	if f.hasFailed(server, cmdlet) {
		name += " (" + cmdlet + " failed there)"
	}
	return name
}

// aboutOrganization makes the object of the organization. Its records are the manifests.
func (f *facts) aboutOrganization(servers []string) *Object {
	kind := schema.Lookup("Organization")
	made := []any{}
	var records []*Object
	for n, m := range f.org.manifests {
		made = append(made, schema.EntryOf(map[string]any{"record": int64(n), "at": m.at.Format(time.RFC3339), "seconds_old": secondsBetween(m.at, f.org.AsOf)}))
		records = append(records, m.object(f.org.data, kind))
	}
	o := newObject(f.org.data, kind, "Organization")
	if len(records) > 0 {
		o = records[0]
		o.others = records[1:]
	}
	o.set("identity", o.Identity)
	o.set("servers", asList(servers))
	o.set("exported", made)
	o.share("unknown", noValues)
	return o
}

// object returns a manifest as a record of the organization: it tells when that was
// exported.
func (m manifest) object(data *table, kind *schema.Kind) *Object {
	o := newObject(data, kind, "Organization")
	o.stand = m.stand
	o.layout = &layout{fields: slices.Repeat([]int16{-1}, len(kind.Properties)), spans: []span{m.date}}
	o.layout.fields[o.place("exported")] = 0
	return o
}
