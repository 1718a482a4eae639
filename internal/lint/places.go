package lint

import (
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// failure is a policy that broke down on an object.
type failure struct {
	message  string
	object   *model.Object
	location Location
}

func (f failure) problem() diag.Diagnostic {
	return diag.Diagnostic{File: f.location.File, Line: f.location.StartLine, Column: f.location.StartColumn, Message: f.message}
}

// wantedPlace is a location to complete, and what stands there.
type wantedPlace struct {
	*Location
	spot model.SourceRef
}

// place looks up all locations. The files' texts have been let go, so a file is read again,
// once, where something was found whose place or line only its text can tell.
func (r *Result) place(findings []*Finding, failures []failure, lines bool) {
	wanted := map[*document.File][]wantedPlace{}
	note := func(l *Location, o *model.Object, property string) {
		spot := o.Source(property)
		switch {
		case spot.File == nil:
			return
		case spot.Known() && !lines:
			l.Place = spot.Place()
		default:
			wanted[spot.File] = append(wanted[spot.File], wantedPlace{l, spot})
		}
		l.File = spot.File.Name
	}
	for _, f := range findings {
		for j := range f.Related {
			note(&f.Related[j].Location, f.Related[j].object, f.Related[j].property)
		}
		if f.Kind == "Server" && len(f.Related) > 0 { // no export has a server's own record: the need is shown elsewhere
			note(&f.Location, f.Related[0].object, f.Related[0].property)
			continue
		}
		note(&f.Location, f.Object, f.Property)
	}
	for i := range r.NotEvaluated {
		note(&r.NotEvaluated[i].Location, r.NotEvaluated[i].Object, "")
	}
	for i := range failures {
		note(&failures[i].location, failures[i].object, "")
	}
	r.lookUp(wanted, lines)
}

// lookUp looks places up, several files at once.
func (r *Result) lookUp(wanted map[*document.File][]wantedPlace, lines bool) {
	files := make([]*document.File, 0, len(wanted))
	for file := range wanted {
		files = append(files, file)
	}
	errs := make([]error, len(files))
	each(len(files), 0, func(int) {}, func() func(int) {
		return func(i int) { errs[i] = lookUp(files[i], wanted[files[i]], lines) }
	})
	said := map[diag.Diagnostic]bool{} // the parts of one file say the same
	for i, err := range errs {
		if err == nil {
			continue
		}
		if p := diag.Wrap(files[i].Name, err); !said[p] {
			r.Errors, said[p] = append(r.Errors, p), true
		}
	}
}

// longestLine bounds the source lines that a report may show, in bytes. A longer one
// is a whole document on one line, of which an excerpt tells nothing.
const longestLine = 16 << 10

// lookUp completes locations in one file.
func lookUp(file *document.File, places []wantedPlace, wanted bool) error {
	if err := file.Load(); err != nil {
		return err
	}
	defer file.Release()
	lines := map[int]string{} // one copy for all that stand there
	for _, p := range places {
		p.Place = p.spot.Place()
		if !wanted {
			continue
		}
		if _, ok := lines[p.StartLine]; !ok {
			lines[p.StartLine] = strings.Clone(file.Line(p.StartLine, longestLine))
		}
		p.Source = lines[p.StartLine]
	}
	return nil
}
