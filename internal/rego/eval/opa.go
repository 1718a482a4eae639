package eval

import (
	"errors"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// maxQuick is the weight of arguments up to which a call of OPA's is waited for.
const maxQuick = 1 << 10

// callOPA has OPA call one of its functions. An error is undefined, as in Rego.
func (f *frame) callOPA(s *statement, called *builtin, args []any) any {
	weight, err := weigh(args...)
	if !f.within(s, err) || !f.within(s, f.spend(weight)) {
		return nil
	}
	if weight <= maxQuick && !called.slow {
		return f.resultOf(s, called.call(f.context, args))
	}
	f.watch()
	done := make(chan opaResult, 1)
	go func(context topdown.BuiltinContext, args []any) { done <- called.call(context, args) }(f.context, slices.Clone(args))
	select {
	case r := <-done:
		return f.resultOf(s, r)
	case <-f.over:
		f.err = f.timeout(s.place)
		f.stuck = f.err // what still runs must not be joined by another
		return nil
	}
}

// opaResult is what a function of OPA's returns.
type opaResult struct {
	value any // nil for undefined
	halt  error
}

// resultOf returns a result, unless the function was canceled.
func (f *frame) resultOf(s *statement, r opaResult) any {
	if f.interrupted(s) || !f.within(s, r.halt) {
		return nil
	}
	return r.value
}

func (b *builtin) call(context topdown.BuiltinContext, args []any) (r opaResult) {
	defer func() {
		if fault := recover(); fault != nil {
			r = opaResult{halt: fmt.Errorf("%s can't be evaluated for its arguments", b.name)}
		}
	}()
	var results []any
	err := b.opa(context, terms(args), func(result *ast.Term) error {
		results = append(results, fromOPA(result.Value))
		return nil
	})
	var halt topdown.Halt
	switch {
	case errors.As(err, &halt):
		return opaResult{halt: halt.Err}
	case err != nil || len(results) == 0 && !b.relation:
		return opaResult{}
	case b.relation:
		return opaResult{value: results}
	}
	return opaResult{value: results[0]}
}
