package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
)

// asError returns the errors sorted and without repetitions, or nil where there are none.
func asError(errs diag.List) error {
	if len(errs) == 0 {
		return nil
	}
	errs.Sort()
	return slices.Compact(errs)
}

// at returns an error at a place in a policy.
func at(location *ast.Location, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{File: location.File, Line: location.Row, Message: fmt.Sprintf(format, args...)}
}

// translated returns the errors of Rego's parser and compiler in words for people.
func translated(err error) diag.List {
	var compiled ast.Errors
	var parsed *ast.Error
	switch {
	case errors.As(err, &parsed):
		compiled = ast.Errors{parsed}
	case !errors.As(err, &compiled):
		return diag.List{{File: ".", Message: err.Error()}}
	}
	var errs diag.List
	for _, e := range compiled {
		location := e.Location
		if location == nil {
			location = &ast.Location{}
		}
		errs = append(errs, at(location, "%s", message(e)))
	}
	return errs
}

func message(e *ast.Error) string {
	if function, ok := strings.CutPrefix(e.Message, "undefined function "); ok && ast.BuiltinMap[function] != nil {
		return fmt.Sprintf("%s is not for policies: they see one object and the instant it is judged at, nothing else", function)
	}
	switch detail := e.Details.(type) {
	case *ast.RefErrInvalidDetail:
		return misspelt(detail)
	case *ast.RefErrUnsupportedDetail:
		return fmt.Sprintf("%s: %s has nothing inside it", detail.Ref, detail.Ref[:detail.Pos+1])
	case *ast.ArgErrDetail:
		lines := detail.Lines()
		for i, line := range lines {
			lines[i] = shortened(strings.Join(strings.Fields(line), " "))
		}
		return e.Message + ", " + strings.Join(lines, ", ")
	case *ast.UnificationErrDetail:
		return fmt.Sprintf("these can never be equal: %s and %s", shortened(detail.Left.String()), shortened(detail.Right.String()))
	}
	return e.Message
}

// misspelt says what is wrong with a reference to something that isn't there.
func misspelt(detail *ast.RefErrInvalidDetail) string {
	parent := detail.Ref[:detail.Pos]
	name, ok := detail.Ref[detail.Pos].Value.(ast.String)
	if !ok {
		return fmt.Sprintf("%s: %s can't be looked into by %s", detail.Ref, parent, detail.Ref[detail.Pos])
	}
	var names []string
	for _, value := range detail.OneOf {
		if name, ok := value.(ast.String); ok {
			names = append(names, string(name))
		}
	}
	return fmt.Sprintf("%s has no %q; %s", parent, string(name), suggestion(string(name), names))
}

// suggestion names what was probably meant, or what there is.
func suggestion(name string, names []string) string {
	if len(names) == 0 {
		return "it is not defined anywhere"
	}
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	if near := Nearest(name, names); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "it has " + strings.Join(names, ", ")
}

// Nearest returns up to three names that differ from a name by so little that a slip
// of the finger explains it, the nearest first.
func Nearest(name string, names []string) []string {
	apart := func(other string) int { return distance(strings.ToLower(name), strings.ToLower(other)) }
	near := slices.DeleteFunc(slices.Clone(names), func(other string) bool { return apart(other) > 1+len(name)/4 })
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(apart(a), apart(b)) })
	return near[:min(len(near), 3)]
}

// distance is the number of letters to add, drop or replace to turn a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
