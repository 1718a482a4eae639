package lint

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
)

// judge applies the rules to the objects of an organization.
type judge struct {
	set          *rules.Set
	options      Options
	organization *model.Organization
	rules        map[string][]int // by kind: those that are about it
}

// sitting is what one goroutine finds out.
type sitting struct {
	judge
	session *rules.Session
	passes  []int             // by rule: the objects that pass it
	lacks   []Lack            // of the object that is judged
	shared  map[uint64][]Lack // what objects lack, once for all that lack the same
	room    []Finding         // for the next findings, which are large and lie together
	*verdict
}

// verdict is what the rules say of some objects, where that is more than that they pass.
type verdict struct {
	findings []*Finding
	open     []Open
	failures []failure
	passing  []pass // as far as that is asked for
}

// pass is an object that passes a rule, by its place among all.
type pass struct {
	rule   int
	object *model.Object
}

// batch is how many objects are judged at a time.
const batch = 64

// judge has all objects judged, and notes the verdicts in their order, with their places.
func (r *Result) judge(ctx context.Context, j judge) {
	all := j.organization.All()
	j.rules = rulesOf(j.options.Rules)
	var verdicts []verdict
	judged := 0
	for _, kind := range schema.Names() {
		objects := j.organization.Objects(kind)
		progress := func(done int) { j.options.progress("judging objects", judged+done*batch, len(all)) }
		verdicts = append(verdicts, r.judgeSome(ctx, j, objects, progress)...)
		judged += len(objects)
	}
	r.conclude(verdicts, j.options.Lines)
}

// judgeSome has objects judged, several at once, and returns the verdicts in their order.
func (r *Result) judgeSome(ctx context.Context, j judge, objects []*model.Object, progress func(done int)) []verdict {
	verdicts := make([]verdict, (len(objects)+batch-1)/batch)
	var sittings []*sitting
	each(len(verdicts), j.options.Jobs, progress, func() func(int) {
		s := &sitting{judge: j, session: j.set.NewSession(j.options.AsOf), passes: make([]int, len(j.options.Rules)), shared: map[uint64][]Lack{}}
		sittings = append(sittings, s)
		return func(n int) {
			s.verdict = &verdicts[n]
			for _, o := range objects[n*batch : min((n+1)*batch, len(objects))] {
				s.object(ctx, o)
			}
		}
	})
	for _, s := range sittings {
		for i, n := range s.passes {
			r.Passes[i] += n
			r.Passed += n
		}
	}
	return verdicts
}

// rulesOf returns the rules about each kind of object, by their place among all.
func rulesOf(list []*rules.Rule) map[string][]int {
	about := map[string][]int{}
	for _, kind := range schema.Names() {
		for i, rule := range list {
			if rule.About(kind) {
				about[kind] = append(about[kind], i)
			}
		}
	}
	return about
}

// conclude puts the verdicts together.
func (r *Result) conclude(verdicts []verdict, lines bool) {
	open := 0
	for _, v := range verdicts {
		open += len(v.open)
	}
	r.NotEvaluated = make([]Open, 0, open)
	var findings []*Finding
	var failures []failure
	for _, v := range verdicts {
		findings = append(findings, v.findings...)
		failures = append(failures, v.failures...)
		for _, o := range v.open {
			r.leaveOpen(o)
		}
	}
	if r.Passing != nil {
		r.notePassing(verdicts)
	}
	r.place(findings, failures, lines)
	r.Findings = sorted(findings)
	for _, f := range failures {
		r.Errors = append(r.Errors, f.problem())
	}
}

// notePassing puts the objects that pass each rule together.
func (r *Result) notePassing(verdicts []verdict) {
	for i, n := range r.Passes {
		r.Passing[i] = make([]*model.Object, 0, n)
	}
	for _, v := range verdicts {
		for _, p := range v.passing {
			r.Passing[p.rule] = append(r.Passing[p.rule], p.object)
		}
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

// object has each rule that is meant for an object's kind judge it. When ctx ends, so does a
// rule that takes long.
func (s *sitting) object(ctx context.Context, o *model.Object) {
	if ctx.Err() != nil {
		return
	}
	s.session.SetObject(o)
	s.lacks = s.lacks[:0]
	for _, i := range s.rules[o.Kind.Name] {
		rule := s.options.Rules[i]
		outcome, err := s.session.Evaluate(ctx, rule)
		switch {
		case err != nil && ctx.Err() != nil:
		case err != nil:
			s.failures = append(s.failures, failure{fmt.Sprint(err), o, Location{}})
		case outcome.Lack != nil:
			s.lacks = append(s.lacks, Lack{rule, outcome.Lack})
		case len(outcome.Findings) == 0:
			s.pass(i, o)
		}
		for _, found := range outcome.Findings {
			s.note(s.finding(rule, o, found))
		}
	}
	if len(s.lacks) > 0 {
		s.open = append(s.open, Open{Kind: o.Kind.Name, Identity: o.Identity, Lacks: s.sharing(), Object: o})
	}
}

// pass notes that an object passes a rule.
func (s *sitting) pass(rule int, o *model.Object) {
	s.passes[rule]++
	if s.options.Passing {
		s.passing = append(s.passing, pass{rule, o})
	}
}

// note notes a finding.
func (s *sitting) note(finding Finding) {
	if len(s.room) == 0 {
		s.room = make([]Finding, batch)
	}
	s.room[0] = finding
	s.findings = append(s.findings, &s.room[0])
	s.room = s.room[1:]
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

// finding completes what a rule found: with the object's name, and what it is known by in
// later runs.
func (j judge) finding(rule *rules.Rule, o *model.Object, found rules.Finding) Finding {
	finding := Finding{
		Rule: rule, Level: cmp.Or(j.options.Levels[rule.ID], Level(found.Level)), Stated: Level(found.Level), Said: found.Message,
		Kind: o.Kind.Name, Identity: o.Identity, Property: found.Property,
		Fingerprint: fingerprint(rule.ID, o.Kind.Name, o.Identity, found.Property),
		Object:      o, Values: found.Values,
	}
	finding.Related = slices.Grow(finding.Related, len(found.Related))
	for _, related := range found.Related {
		if other := j.related(o, related); other != nil {
			finding.Related = append(finding.Related, Related{Message: related.Message, object: other, property: related.Property})
		}
	}
	return finding
}

// related returns what a finding about an object speaks of beside it; nil for what the
// organization doesn't have.
func (j judge) related(o *model.Object, related rules.Related) *model.Object {
	if related.Kind == "" {
		return o.RecordAt(related.Record)
	}
	return j.organization.Find(related.Kind, related.Identity)
}
