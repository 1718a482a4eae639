package exchange

import (
	"slices"
	"strconv"

	"github.com/exchlint/exchlint/internal/export"
)

// manifestMark is the member that a manifest is known by. Its value counts the shapes
// that manifests have had; so far there is one.
const manifestMark = "ExchlintManifest"

func isManifest(fields []export.Field) bool {
	_, marked := memberOf(fields, manifestMark)
	return marked
}

// readManifests reads manifests, the earliest first, and says which servers failed when
// the exports were made.
func (r *Reading) readManifests(found []manifest) []manifest {
	var manifests []manifest
	var unreadable, failed []Flaw
	room := MaxAnswers
	for _, m := range found {
		if room -= 1 + len(m.answers); room < 0 {
			unreadable = append(unreadable, m.place.saying("with this manifest there are more than 100,000 answers of servers; check fewer files at once"))
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
func (m manifest) failures() (failed []Flaw) {
	for _, a := range m.answers {
		if a.failure != "" {
			failed = append(failed, a.place.saying("%s failed%s when the exports were made: %s", a.cmdlet, a.where(), clip(a.failure)))
		}
	}
	return failed
}

// absent says which exports that a manifest speaks of are not here: a file was left behind.
func absent(manifests []manifest, records []*record) []Flaw {
	if len(manifests) == 0 {
		return nil
	}
	here := map[string]bool{}
	for _, r := range records {
		here[answerKey(r.server, r.kind.Cmdlet)] = true
	}
	var flaws []Flaw
	for _, m := range manifests {
		for _, a := range m.answers {
			if n, err := strconv.Atoi(a.count); err == nil && n > 0 && !here[a.key()] {
				flaws = append(flaws, a.place.saying("%s gave %d objects%s when the exports were made, and none of them is here", a.cmdlet, n, a.where()))
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

func readManifest(value export.Value) manifest {
	fields := value.Fields()
	date, ok := memberOf(fields, "CollectedAt")
	if !ok {
		date = value
	}
	m := manifest{place: flawAt(value, ""), stand: standOf(value), date: spanOf(date.Span)}
	text, err := dateText(date)
	if err == nil {
		m.at, err = parseDate(text, openOrder)
	}
	if err != nil {
		fault := flawAt(date, "the manifest's CollectedAt can't be read: %s", err)
		m.fault = &fault
	}
	answers, _ := memberOf(fields, "Collections")
	for _, entry := range listOf(answers) {
		m.answers = append(m.answers, answer{
			place: flawAt(entry, ""), stand: standOf(entry),
			server: ShortServer(memberText(entry, "Server")), cmdlet: memberText(entry, "Cmdlet"), count: memberText(entry, "Count"), failure: memberText(entry, "Error"),
		})
	}
	return m
}

// listOf returns the elements of a list, which PowerShell may have wrapped, or replaced
// by its only element.
func listOf(value export.Value) []export.Value {
	if items, ok := collection(value); ok {
		return items
	}
	if value.Kind == export.Object {
		return []export.Value{value}
	}
	return value.Items()
}
