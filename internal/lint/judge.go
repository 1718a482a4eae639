package lint

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/policy"
)

// judge applies the rules to the objects of an organization.
type judge struct {
	set          *policy.Set
	options      Options
	organization *exchange.Organization
}

// sitting is what one goroutine finds out.
type sitting struct {
	judge
	session  *policy.Session
	passes   []int // by rule: the objects that pass it
	verdicts []verdict
	lacks    []Lack            // of the object that is judged
	shared   map[uint64][]Lack // what objects lack, once for all that lack the same
}

// verdict is what the rules say of an object, where that is more than that it passes.
type verdict struct {
	object   int // by its place among all
	findings []Finding
	open     Open
	failures []failure
}

// batch is how many objects are judged at a time.
const batch = 64

// judge has all objects judged, several at once, and notes the verdicts in the order of the
// objects, with their places.
func (r *Result) judge(ctx context.Context, j judge) {
	objects := j.organization.All()
	grouping := j.set.Group(j.options.Rules, objects)
	var sittings []*sitting
	progress := func(done int) { j.options.progress("judging objects", done*batch, len(objects)) }
	each((len(objects)+batch-1)/batch, j.options.Jobs, progress, func() func(int) {
		s := &sitting{judge: j, session: j.set.NewSession(j.options.AsOf, grouping), passes: make([]int, len(j.options.Rules)), shared: map[uint64][]Lack{}}
		sittings = append(sittings, s)
		return func(n int) {
			for i := n * batch; i < min((n+1)*batch, len(objects)); i++ {
				s.object(ctx, i, objects[i])
			}
		}
	})
	r.conclude(sittings, j.options.Lines)
}

// conclude puts together what several goroutines have found out.
func (r *Result) conclude(sittings []*sitting, lines bool) {
	var verdicts []verdict
	for _, s := range sittings {
		verdicts = slices.Concat(verdicts, s.verdicts)
		for i, n := range s.passes {
			r.Passes[i] += n
			r.Passed += n
		}
	}
	slices.SortFunc(verdicts, func(a, b verdict) int { return cmp.Compare(a.object, b.object) })
	found, open := 0, 0
	for _, v := range verdicts {
		found += len(v.findings)
		open += min(len(v.open.Lacks), 1)
	}
	r.Findings, r.NotEvaluated = make([]Finding, 0, found), make([]Open, 0, open)
	var failures []failure
	for _, v := range verdicts {
		r.Findings = append(r.Findings, v.findings...)
		failures = append(failures, v.failures...)
		r.leaveOpen(v.open)
	}
	r.place(failures, lines)
	for _, f := range failures {
		r.Errors = append(r.Errors, f.problem())
	}
}

// leaveOpen notes what could not be evaluated on an object: once, of objects that nobody can
// tell apart.
func (r *Result) leaveOpen(o Open) {
	for i := len(r.NotEvaluated) - 1; i >= 0 && o.sameAs(&r.NotEvaluated[i]); i-- {
		before := &r.NotEvaluated[i]
		o.Lacks = slices.DeleteFunc(slices.Clone(o.Lacks), func(l Lack) bool { return before.lacks(l.Rule) })
	}
	if len(o.Lacks) > 0 {
		r.NotEvaluated = append(r.NotEvaluated, o)
	}
}

// object has each rule that is meant for an object's kind judge it.
func (s *sitting) object(ctx context.Context, place int, o *exchange.Object) {
	s.session.Take(o)
	s.lacks = s.lacks[:0]
	v := verdict{object: place}
	for i, rule := range s.options.Rules {
		if !rule.About(o.Kind.Name) || ctx.Err() != nil {
			continue
		}
		outcome, err := s.session.Evaluate(ctx, rule)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			v.failures = append(v.failures, failure{fmt.Sprint(err), o, Location{}})
		case outcome.Lack != nil:
			s.lacks = append(s.lacks, Lack{rule, outcome.Lack})
		case len(outcome.Findings) == 0:
			s.passes[i]++
		}
		for _, found := range outcome.Findings {
			v.findings = append(v.findings, s.finding(rule, o, found))
		}
	}
	if len(s.lacks) > 0 {
		v.open = Open{Kind: o.Kind.Name, Identity: o.Identity, Lacks: s.sharing(), Object: o}
	}
	if len(v.findings)+len(s.lacks)+len(v.failures) > 0 {
		s.verdicts = append(s.verdicts, v)
	}
}

// sharing returns what is lacking of the object that is judged: the list of another one
// that lacks the same, where there is one.
func (s *sitting) sharing() []Lack {
	var hash maphash.Hash
	hash.SetSeed(seed)
	for _, lack := range s.lacks {
		maphash.WriteComparable(&hash, lack)
	}
	sum := hash.Sum64()
	known := s.shared[sum]
	if !slices.Equal(known, s.lacks) {
		if len(s.shared) == mostShared {
			clear(s.shared)
		}
		known = slices.Clone(s.lacks)
		s.shared[sum] = known
	}
	return known
}

var seed = maphash.MakeSeed()

// mostShared bounds what is remembered for that.
const mostShared = 1 << 10
