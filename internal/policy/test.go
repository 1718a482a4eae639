package policy

import (
	"cmp"
	"context"
	"io/fs"
	"slices"

	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
)

// TestResult is what the tests of policies said.
type TestResult struct {
	Passed, Skipped int
	Failed          []*Error // by file and line
}

// Test runs the Rego tests of bundles: the rules test_* in files *_test.rego, against
// rules that are checked as by [Load], but for tests' own packages. The error is
// of type [Errors] if the policies are at fault.
func Test(ctx context.Context, bundles ...fs.FS) (*TestResult, error) {
	if _, err := Load(bundles...); err != nil {
		return nil, err
	}
	sources, errs := parse(bundles, func(string) bool { return true })
	rules, faults := describe(sources)
	if len(errs)+len(faults) > 0 {
		return nil, asError(append(errs, faults...))
	}
	parameters, err := parametersOf(rules, nil)
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
	results, err := tester.NewRunner().SetCompiler(compiler).SetStore(store).SetModules(modules(slices.Concat(sources, parameters))).RunTests(ctx, transaction)
	if err != nil {
		return nil, asError(translated(err))
	}
	return collect(results), nil
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
			all.Failed = append(all.Failed, at(result.Location, "%s does not hold", result.Name))
		}
	}
	slices.SortFunc(all.Failed, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
	return all
}
