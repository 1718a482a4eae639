package rules

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// TestResult is what the tests of policies said.
type TestResult struct {
	Passed, Skipped int
	Failed          diag.List // by file and line
	Coverage        float64   // the share of the policies' lines that some test ran, in percent
	Uncovered       diag.List // lines that no test ran, by file and line
}

// Test runs the Rego tests of bundles: the rules test_* in files *_test.rego, against
// rules that are checked as by [Load], but for tests' own packages. The rules of base,
// unless it is nil, are there beside them and not tested. The error is of type [diag.List]
// if the policies are at fault.
func Test(ctx context.Context, base fs.FS, bundles ...fs.FS) (*TestResult, error) {
	all := bundles
	if base != nil {
		all = slices.Concat([]fs.FS{base}, bundles)
	}
	from := len(all) - len(bundles)
	if _, _, err := check(all, func(r *Rule) bool { return r.bundle >= from }); err != nil {
		return nil, err
	}
	sources, err := tested(all, from)
	if err != nil {
		return nil, err
	}
	compiler, err := newCompiler()
	if err != nil {
		return nil, err
	}
	store := inmem.New()
	transaction, err := store.NewTransaction(ctx, storage.TransactionParams{})
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, transaction)
	covered := cover.New()
	results, err := tester.NewRunner().SetCompiler(compiler).SetStore(store).SetModules(modules(sources)).SetCoverageQueryTracer(covered).RunTests(ctx, transaction)
	if err != nil {
		return nil, asError(translated(err))
	}
	result := collect(results)
	result.cover(covered.Report(policiesOf(sources, from)))
	return result, nil
}

// tested returns the files of all bundles with the tests of those from a first one on,
// and the documents of the rules' parameters.
func tested(bundles []fs.FS, from int) ([]source, error) {
	sources, errs := parse(bundles, func(string) bool { return true })
	rules, faults := describe(sources)
	if len(errs)+len(faults) > 0 {
		return nil, asError(append(errs, faults...))
	}
	sources = slices.DeleteFunc(sources, func(s source) bool { return isTest(s.path) && s.bundle < from })
	parameters, err := parametersOf(rules)
	return slices.Concat(sources, parameters), err
}

// policiesOf returns what tests are to cover, by file: all but themselves.
func policiesOf(sources []source, from int) map[string]*ast.Module {
	covered := map[string]*ast.Module{}
	for _, s := range sources {
		if s.files != nil && s.bundle >= from && !isTest(s.path) {
			covered[shown(s.files, s.path)] = s.module
		}
	}
	return covered
}

func collect(results <-chan *tester.Result) *TestResult {
	all := &TestResult{}
	for result := range results {
		switch {
		case result.Skip:
			all.Skipped++
		case result.Pass():
			all.Passed++
		case result.Error != nil:
			all.Failed = append(all.Failed, at(result.Location, "%s: %s", result.Name, readable(result.Error)))
		default:
			all.Failed = append(all.Failed, at(result.Location, "%s failed", result.Name))
		}
	}
	slices.SortFunc(all.Failed, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
	return all
}

// cover takes over which lines the tests ran.
func (r *TestResult) cover(report cover.Report) {
	r.Coverage = report.Coverage
	for _, file := range slices.Sorted(maps.Keys(report.Files)) {
		for _, lines := range report.Files[file].NotCovered {
			r.Uncovered = append(r.Uncovered, diag.Diagnostic{File: file, Line: lines.Start.Row, Message: "line not covered by tests"})
		}
	}
}

// readable returns an error of a running policy as what it says and where.
func readable(err error) error {
	var failed *topdown.Error
	if !errors.As(err, &failed) {
		return err
	}
	message := strings.Join(strings.Fields(failed.Message), " ")
	if failed.Location == nil {
		return errors.New(message)
	}
	return at(failed.Location, "%s", message)
}
