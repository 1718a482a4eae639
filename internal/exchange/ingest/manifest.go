package ingest

import (
	"slices"
	"strconv"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
)

// manifestMark is the member that a manifest is known by. Its value counts the shapes
// that manifests have had; so far there is one.
const manifestMark = "ExchlintManifest"

func isManifest(fields []document.Field) bool {
	_, marked := memberOf(fields, manifestMark)
	return marked
}

// readManifests reads manifests, the earliest first, and says which servers failed when
// the exports were made.
func (r *Reading) ReadManifests(found []model.Manifest) []model.Manifest {
	var manifests []model.Manifest
	var unreadable, failed diag.List
	room := MaxAnswers
	for _, m := range found {
		if room -= 1 + len(m.Answers); room < 0 {
			unreadable = append(unreadable, m.Place.WithMessage("with this manifest there are more than 100,000 answers of servers; check fewer files at once"))
			break
		}
		if m.Fault != nil {
			unreadable = append(unreadable, *m.Fault)
			continue
		}
		failed = append(failed, failures(m)...)
		manifests = append(manifests, m)
	}
	r.Errors = append(r.Errors, limitDiagnostics(unreadable)...)
	r.Notices = append(r.Notices, limitDiagnostics(failed)...)
	slices.SortStableFunc(manifests, func(a, b model.Manifest) int { return a.At.Compare(b.At) })
	return manifests
}

// failures says what failed when the exports were made.
func failures(m model.Manifest) (failed diag.List) {
	for _, a := range m.Answers {
		if a.Failure != "" {
			failed = append(failed, a.Place.WithMessage("%s failed%s when the exports were made: %s", a.Cmdlet, where(a), values.Clip(a.Failure)))
		}
	}
	return failed
}

// absent says which exports that a manifest speaks of are not here: a file was left behind.
func Absent(manifests []model.Manifest, records []*Record) diag.List {
	if len(manifests) == 0 {
		return nil
	}
	here := map[string]bool{}
	for _, r := range records {
		here[model.AnswerKey(r.server, r.Kind.Cmdlet)] = true
	}
	var flaws diag.List
	for _, m := range manifests {
		for _, a := range m.Answers {
			if n, err := strconv.Atoi(a.Count); err == nil && n > 0 && !here[a.Key()] {
				flaws = append(flaws, a.Place.WithMessage("%s gave %d objects%s when the exports were made, and none of them is here", a.Cmdlet, n, where(a)))
			}
		}
	}
	return limitDiagnostics(flaws)
}

func where(a model.Answer) string {
	if a.Server == "" {
		return ""
	}
	return " on " + a.Server
}

func readManifest(value document.Value) model.Manifest {
	fields := value.Fields()
	date, ok := memberOf(fields, "CollectedAt")
	if !ok {
		date = value
	}
	m := model.Manifest{Place: model.DiagnosticAt(value, ""), Stand: model.PositionOf(value), Date: model.SpanOf(date.Span)}
	text, err := dateText(date)
	if err == nil {
		m.At, err = values.ParseDate(text, values.OpenOrder)
	}
	if err != nil {
		fault := model.DiagnosticAt(date, "the manifest's CollectedAt can't be read: %s", err)
		m.Fault = &fault
	}
	answers, _ := memberOf(fields, "Collections")
	for _, entry := range listOf(answers) {
		m.Answers = append(m.Answers, model.Answer{
			Place: model.DiagnosticAt(entry, ""), Stand: model.PositionOf(entry),
			Server: values.ShortServer(memberText(entry, "Server")), Cmdlet: memberText(entry, "Cmdlet"), Count: memberText(entry, "Count"), Failure: memberText(entry, "Error"),
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
