package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// manifest is what the script of exchlint export-script says of its own run: when it
// was, and what each server answered. It lies beside the exports, or within one.
type manifest struct {
	place   diag.Diagnostic // where it stands, without words
	stand   stand
	date    span // of its CollectedAt
	at      time.Time
	fault   *diag.Diagnostic // why it can't be read
	answers []answer
}

// answer is what came of one cmdlet on one server.
type answer struct {
	place   diag.Diagnostic
	stand   stand
	server  string // "" for what is the whole organization's
	cmdlet  string
	count   string // how many objects there were, as written
	failure string // why there was no answer; "" where there was one
}

// key tells the answers of one cmdlet about one server from all others.
func (a answer) key() string { return answerKey(a.server, a.cmdlet) }

func answerKey(server, cmdlet string) string { return server + " " + strings.ToLower(cmdlet) }

// manifestMark is the member that a manifest is known by. Its value counts the shapes
// that manifests have had; so far there is one.
const manifestMark = "ExchlintManifest"

func isManifest(fields []document.Field) bool {
	_, marked := memberOf(fields, manifestMark)
	return marked
}

// readManifests reads manifests, the earliest first, and says which servers failed when
// the exports were made.
func (r *Reading) readManifests(found []manifest) []manifest {
	var manifests []manifest
	var unreadable, failed diag.List
	room := MaxAnswers
	for _, m := range found {
		if room -= 1 + len(m.answers); room < 0 {
			unreadable = append(unreadable, m.place.WithMessage("with this manifest there are more than 100,000 answers of servers; check fewer files at once"))
			break
		}
		if m.fault != nil {
			unreadable = append(unreadable, *m.fault)
			continue
		}
		failed = append(failed, m.failures()...)
		manifests = append(manifests, m)
	}
	r.Errors = append(r.Errors, cut(unreadable)...)
	r.Notices = append(r.Notices, cut(failed)...)
	slices.SortStableFunc(manifests, func(a, b manifest) int { return a.at.Compare(b.at) })
	return manifests
}

// failures says what failed when the exports were made.
func (m manifest) failures() (failed diag.List) {
	for _, a := range m.answers {
		if a.failure != "" {
			failed = append(failed, a.place.WithMessage("%s failed%s when the exports were made: %s", a.cmdlet, a.where(), clip(a.failure)))
		}
	}
	return failed
}

// absent says which exports that a manifest speaks of are not here: a file was left behind.
func absent(manifests []manifest, records []*record) diag.List {
	if len(manifests) == 0 {
		return nil
	}
	here := map[string]bool{}
	for _, r := range records {
		here[answerKey(r.server, r.kind.Cmdlet)] = true
	}
	var flaws diag.List
	for _, m := range manifests {
		for _, a := range m.answers {
			if n, err := strconv.Atoi(a.count); err == nil && n > 0 && !here[a.key()] {
				flaws = append(flaws, a.place.WithMessage("%s gave %d objects%s when the exports were made, and none of them is here", a.cmdlet, n, a.where()))
			}
		}
	}
	return cut(flaws)
}

func (a answer) where() string {
	if a.server == "" {
		return ""
	}
	return " on " + a.server
}

func readManifest(value document.Value) manifest {
	fields := value.Fields()
	date, ok := memberOf(fields, "CollectedAt")
	if !ok {
		date = value
	}
	m := manifest{place: diagnosticAt(value, ""), stand: standOf(value), date: spanOf(date.Span)}
	text, err := dateText(date)
	if err == nil {
		m.at, err = parseDate(text, openOrder)
	}
	if err != nil {
		fault := diagnosticAt(date, "the manifest's CollectedAt can't be read: %s", err)
		m.fault = &fault
	}
	answers, _ := memberOf(fields, "Collections")
	for _, entry := range listOf(answers) {
		m.answers = append(m.answers, answer{
			place: diagnosticAt(entry, ""), stand: standOf(entry),
			server: ShortServer(memberText(entry, "Server")), cmdlet: memberText(entry, "Cmdlet"), count: memberText(entry, "Count"), failure: memberText(entry, "Error"),
		})
	}
	return m
}

// listOf returns the elements of a list, which PowerShell may have wrapped, or replaced
// by its only element.
func listOf(value document.Value) []document.Value {
	if items, ok := collection(value); ok {
		return items
	}
	if value.Kind == document.Object {
		return []document.Value{value}
	}
	return value.Items()
}

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
