package lint

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export"
)

// failure is a policy that broke down on an object.
type failure struct {
	message  string
	location Location
}

func (f failure) problem() Problem {
	return Problem{File: f.location.File, Line: f.location.StartLine, Column: f.location.StartColumn, Message: f.message}
}

// place looks up the lines of all locations. The files' texts have been let go, so each
// file is read again, once, and only where something was found.
func (r *Result) place(failures []failure) {
	spots := map[*export.File][]*Location{}
	note := func(l *Location) {
		if file := l.spot.File; file != nil {
			spots[file] = append(spots[file], l)
		}
	}
	for i := range r.Findings {
		note(&r.Findings[i].Location)
		for j := range r.Findings[i].Related {
			note(&r.Findings[i].Related[j].Location)
		}
	}
	for i := range r.NotEvaluated {
		note(&r.NotEvaluated[i].Location)
	}
	for i := range failures {
		note(&failures[i].location)
	}
	files := make([]*export.File, 0, len(spots))
	for file := range spots {
		files = append(files, file)
	}
	errs := make([]error, len(files))
	each(len(files), 0, func(int) {}, func() func(int) {
		return func(i int) { errs[i] = lookUp(files[i], spots[files[i]]) }
	})
	for i, err := range errs {
		if err != nil {
			r.Errors = append(r.Errors, problem(files[i].Name, err))
		}
	}
}

// longestLine bounds the source lines that a report may show, in bytes. A longer one
// is a whole document on one line, of which an excerpt tells nothing.
const longestLine = 16 << 10

// lookUp completes locations in one file.
func lookUp(file *export.File, locations []*Location) error {
	if err := file.Load(); err != nil {
		return err
	}
	defer file.Release()
	lines := map[int]string{} // one copy for all that stand there
	for _, l := range locations {
		l.Place = l.spot.Place()
		l.spot.File = nil
		if _, ok := lines[l.StartLine]; !ok {
			lines[l.StartLine] = strings.Clone(file.Line(l.StartLine, longestLine))
		}
		l.Source = lines[l.StartLine]
	}
	return nil
}
