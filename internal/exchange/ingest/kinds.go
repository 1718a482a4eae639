package ingest

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// kindFinder tells kinds of object by what their schemas declare: .NET types, properties, values,
// and names of files.
type kindFinder struct{ *schema.Set }

// ofFile tells a file's kind by its #TYPE line, else by its name.
func (f kindFinder) ofFile(file *document.File) *schema.Kind {
	if kind := f.ofType(file.Type); kind != nil {
		return kind
	}
	return f.ofName(path.Base(strings.ReplaceAll(file.Name, "!", "/")))
}

// NamesExport reports whether a file's name is that of an export of some kind.
func NamesExport(kinds *schema.Set, file string) bool {
	return kindFinder{kinds}.ofName(path.Base(strings.ReplaceAll(file, "!", "/"))) != nil
}

// ofType tells a kind by the name of a .NET type.
func (f kindFinder) ofType(name string) *schema.Kind {
	for _, prefix := range []string{"Deserialized.", "Selected."} {
		name = strings.TrimPrefix(name, prefix)
	}
	name = strings.TrimPrefix(name, "Deserialized.")
	for _, kind := range f.Exported() {
		if slices.Contains(kind.Types, name) {
			return kind
		}
	}
	return nil
}

// ofCmdlet tells a kind by the cmdlet that a prompt shows.
func (f kindFinder) ofCmdlet(name string) *schema.Kind {
	for _, kind := range f.Exported() {
		if strings.EqualFold(kind.Cmdlet, name) {
			return kind
		}
	}
	return nil
}

var separators = regexp.MustCompile(`[-_. ]`)

// ofName tells a kind by a file's or a member's name, whatever a script has put around the
// cmdlet's noun: Exchange_SendConnectors, EX01-ReceiveConnector.csv. The longest part counts.
func (f kindFinder) ofName(name string) (kind *schema.Kind) {
	name = separators.ReplaceAllString(strings.ToLower(name), "")
	longest := 0
	for _, candidate := range f.Exported() {
		for _, part := range candidate.FileNames {
			if len(part) > longest && strings.Contains(name, part) {
				kind, longest = candidate, len(part)
			}
		}
	}
	return kind
}

// minMarks is how many marks of a kind an object must have to be of that kind without a hint.
const minMarks = 2

// ofFields tells a kind by the properties that an object has. A hint needs one known property and
// no stronger evidence for another kind; without it, two marks of one kind and fewer of all others
// do. Kinds with the same properties are told apart by values.
func (f kindFinder) ofFields(fields []document.Field, hint *schema.Kind) *schema.Kind {
	best, most := f.mostMarks(fields)
	if len(best) > 1 {
		best = byEvidence(best, fields)
	}
	switch {
	case hint != nil && (len(best) != 1 || best[0] == hint || most < minMarks):
		if hasColumnOf(fields, hint) {
			return hint
		}
		return nil
	case len(best) != 1 || most < minMarks && !(most == 1 && hasServerIdentity(fields, best[0])):
		return nil
	}
	return best[0]
}

// hasServerIdentity reports whether an object is named as one of a server's objects of a kind is:
// SERVER\Name. With it, one mark is enough.
func hasServerIdentity(fields []document.Field, kind *schema.Kind) bool {
	identity, ok := memberOf(fields, "Identity")
	if !ok || !slices.Equal(kind.Identity, []string{"Server", "Name"}) {
		return false
	}
	return strings.Count(identity.Text(), `\`) == 1
}

// mostMarks returns the kinds of which an object has the most marks.
func (f kindFinder) mostMarks(fields []document.Field) (best []*schema.Kind, most int) {
	for _, kind := range f.Exported() {
		switch marks := countMarks(fields, kind); {
		case marks > most:
			best, most = []*schema.Kind{kind}, marks
		case marks == most:
			best = append(best, kind)
		}
	}
	return best, most
}

// dependsOnValues reports whether the kind of an object with these properties depends on their
// values.
func (f kindFinder) dependsOnValues(fields []document.Field) bool {
	best, _ := f.mostMarks(fields)
	return len(best) > 1 && slices.ContainsFunc(best, func(kind *schema.Kind) bool { return len(kind.Evidence) > 0 })
}

// byEvidence returns those of some kinds that the values of an object show; if they show none,
// those that they don't exclude.
func byEvidence(kinds []*schema.Kind, fields []document.Field) []*schema.Kind {
	var shown, open []*schema.Kind
	for _, kind := range kinds {
		shows, looked := evidenceOf(kind, fields)
		if shows {
			shown = append(shown, kind)
		}
		if !looked {
			open = append(open, kind)
		}
	}
	if len(shown) > 0 {
		return shown
	}
	return open
}

// evidenceOf reports whether some value shows a kind, and whether there was one that could have.
func evidenceOf(kind *schema.Kind, fields []document.Field) (shows, looked bool) {
	for _, field := range fields {
		for _, evidence := range kind.Evidence {
			if evidence.Property != "" && !strings.EqualFold(evidence.Property, field.Name) {
				continue
			}
			looked = true
			if text, err := scalar(field.Value); err == nil && evidence.Shows(field.Name, text) {
				return true, true
			}
		}
	}
	return false, looked
}

func countMarks(fields []document.Field, kind *schema.Kind) int {
	marks := 0
	for _, field := range fields {
		if slices.ContainsFunc(kind.Marks, func(mark string) bool { return strings.EqualFold(field.Name, mark) }) {
			marks++
		}
	}
	return marks
}

// hasColumnOf reports whether an object has a property of a kind, its identity, or a column that
// encodes others.
func hasColumnOf(fields []document.Field, kind *schema.Kind) bool {
	columns := columnsOf(kind)
	return slices.ContainsFunc(fields, func(field document.Field) bool {
		_, known := columns[strings.ToLower(field.Name)]
		encoded := slices.ContainsFunc(kind.Encoded, func(name string) bool { return strings.EqualFold(name, field.Name) })
		return known || encoded || strings.EqualFold(field.Name, "Identity")
	})
}
