package eval

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/test/cases"
	"github.com/open-policy-agent/opa/v1/test/cases/testdata"
	"github.com/open-policy-agent/opa/v1/util"
)

// TestOPAsOwnCases runs the cases that OPA is tested with, where they ask for the value of
// one rule: small policies for each part of the language.
func TestOPAsOwnCases(t *testing.T) {
	agreed := 0
	err := fs.WalkDir(testdata.V1, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		text, err := fs.ReadFile(testdata.V1, name)
		if err != nil {
			return err
		}
		var set cases.Set
		if err := util.Unmarshal(text, &set); err != nil {
			return err
		}
		for _, c := range set.Cases {
			if slices.Contains(storeOnly, c.Note) {
				continue
			}
			if rule := asksFor.FindStringSubmatch(c.Query); rule != nil {
				t.Run(c.Note, func(t *testing.T) {
					conforms(t, c, ast.MustParseRef(rule[1]))
					agreed++
				})
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if agreed < 1000 {
		t.Errorf("only %d cases could be run", agreed)
	}
}

// storeOnly are cases of data with numbers for keys, which OPA's store finds by texts.
var storeOnly = []string{"data/toplevel integer", "data/nested integer"}

var asksFor = regexp.MustCompile(`^(data\.[\w.]+) = x$`)

func conforms(t *testing.T, c cases.TestCase, rule ast.Ref) {
	program := compiled(t, c, rule)
	var input, data any = nil, emptyObject
	if c.Input != nil {
		input = fromJSON(*c.Input)
	}
	if c.InputTerm != nil {
		input = fromOPA(ast.MustParseTerm(*c.InputTerm).Value)
	}
	if c.Data != nil {
		data = fromJSON(*c.Data)
	}
	got, err := NewMachine(program, time.Now()).value(t.Context(), input, data)
	switch {
	case c.StrictError:
		t.Skip("errors of functions are undefined here")
	case c.WantErrorCode != nil || c.WantError != nil:
		if err == nil {
			t.Errorf("there is no error, but %v", got)
		}
	case err != nil:
		t.Error(err)
	case c.WantDefined != nil:
		if *c.WantDefined != (got != nil) {
			t.Errorf("it is %v", got)
		}
	case c.WantResult == nil || len(*c.WantResult) == 0:
		if got != nil {
			t.Errorf("it is %v, and should be undefined", got)
		}
	case got == nil:
		t.Errorf("it is undefined, and should be %v", *c.WantResult)
	default:
		want := (*c.WantResult)[0]["x"]
		if diff := cmp.Diff(sorted(t, want, c.SortBindings), sorted(t, plain(t, got), c.SortBindings)); diff != "" {
			t.Errorf("(-OPA +here):\n%s", diff)
		}
	}
}

// compiled compiles a case's modules without our rules for policies.
func compiled(t *testing.T, c cases.TestCase, rule ast.Ref) *Program {
	modules := map[string]*ast.Module{}
	for i, text := range c.Modules {
		name := fmt.Sprintf("%d.rego", i)
		module, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Skip(err)
		}
		modules[name] = module
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		t.Skip(compiler.Errors)
	}
	program, err := Compile(modules, rule)
	if err != nil && strings.HasPrefix(err.Error(), "OPA planned no rule") {
		t.Skip("it asks for no rule")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, called := range program.builtins {
		if declared := ast.BuiltinMap[called.name]; declared == nil || declared.Nondeterministic {
			t.Skip("no policy may call " + called.name)
		}
	}
	return again(t, program)
}

// again returns a program as it is after it was written and read.
func again(t *testing.T, p *Program) *Program {
	t.Helper()
	data, err := p.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var again Program
	if err := again.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	return &again
}

// plain returns a value as JSON has it.
func plain(t *testing.T, value any) any {
	t.Helper()
	plain, err := ast.JSON(toOPA(value).Value)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// sorted returns a value of JSON in one spelling; where lists stand for sets, sorted.
func sorted(t *testing.T, value any, sets bool) any {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var again any
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if list, ok := again.([]any); ok && sets {
		slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	return again
}
