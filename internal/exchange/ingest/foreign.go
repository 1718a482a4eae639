package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// foreign is what a shell has shown beside exports of ours, and is pasted with them: objects of
// other cmdlets, prompts, warnings, prose. It is passed over; but a table of ours is an error, for
// a table has lost what did not fit.
type foreign struct {
	objects, lines int
	first          diag.Diagnostic // where the first of them is
	tables         diag.List
}

func (f *foreign) join(other foreign) {
	if f.objects+f.lines == 0 {
		f.first = other.first
	}
	f.objects, f.lines = f.objects+other.objects, f.lines+other.lines
	f.tables = append(f.tables, other.tables...)
}

// summary says in one diagnostic, at the place of the first, what was passed over.
func (f *foreign) summary() (diag.Diagnostic, bool) {
	var parts []string
	if f.objects > 0 {
		parts = append(parts, counted(f.objects, "object")+" of other cmdlets")
	}
	if f.lines > 0 {
		parts = append(parts, counted(f.lines, "line")+" of other text")
	}
	return f.first.WithMessage("%s, not read", strings.Join(parts, " and ")), len(parts) > 0
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (r *Recognized) addForeign(value document.Value) {
	r.foreign.join(foreign{objects: 1, first: model.DiagnosticAt(value, "")})
}

// addProse takes note of a line that belongs to no object: the header of a table of ours, or text
// to pass over.
func (w walker) addProse(line document.Value) {
	at := model.DiagnosticAt(line, "")
	kind := w.recorder.kinds().ofTable(line)
	if kind == nil {
		w.foreign.join(foreign{lines: 1, first: at})
		return
	}
	if len(w.foreign.tables) < MaxNamed {
		w.foreign.tables = append(w.foreign.tables, at.WithMessage("this is a table of %s as Format-Table shows it, which cuts values off; export them again with ConvertTo-Json -Depth 4, or with Format-List (fl)", kind.Plural))
	}
}

// ofTable tells the kind of a table by a line of it: its header, or the ruler below a header, under
// a prompt that shows a cmdlet of ours.
func (f kindFinder) ofTable(line document.Value) *schema.Kind {
	if kind := f.ofHeader(line.Text()); kind != nil || !tableRuler.MatchString(line.Text()) {
		return kind
	}
	return f.ofCmdlet(line.TypeName())
}

var tableRuler = regexp.MustCompile(`^-+( +-+)*$`)

var headerWord = regexp.MustCompile(`^[A-Z]\w*$`)

// ofHeader tells the kind whose properties are the columns of a table by its header, or returns
// nil for other text: two properties at least, and no other word unless one of them is a mark of
// the kind.
func (f kindFinder) ofHeader(text string) *schema.Kind {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 100 || !headerWord.MatchString(words[0]) {
		return nil
	}
	for _, kind := range f.Exported() {
		known := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !isProperty(kind, word) })
		marked := slices.ContainsFunc(known, func(word string) bool { return slices.Contains(kind.Marks, word) })
		if len(known) >= 2 && marked && allMatch(words) {
			return kind
		}
	}
	return nil
}

func allMatch(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !headerWord.MatchString(word) })
}

func isProperty(kind *schema.Kind, name string) bool {
	i, ok := kind.Index(name)
	return name == "Identity" || ok && i < kind.Exported
}

// isForeign reports whether an object in a paste is another cmdlet's: the prompt above shows it, or
// it has a property that no kind of ours has.
func (f kindFinder) isForeign(value document.Value, fields []document.Field) bool {
	if value.File().Notation.Name() != "format-list" {
		return false
	}
	return value.TypeName() != "" && f.ofCmdlet(value.TypeName()) == nil || slices.ContainsFunc(fields, func(field document.Field) bool {
		return !slices.ContainsFunc(f.Exported(), func(kind *schema.Kind) bool { return hasColumnOf([]document.Field{field}, kind) || isNote(field.Name) })
	})
}

// isNote reports whether PowerShell adds a property to objects of every kind.
func isNote(name string) bool {
	return slices.Contains([]string{"RunspaceId", "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId"}, name)
}
