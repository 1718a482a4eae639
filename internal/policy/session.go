package policy

import (
	"context"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/schema"
)

// Session evaluates the rules of a set on many objects, as of one instant. It remembers:
// a rule's answer hangs on nothing but the properties that it looked at, so objects that
// are alike in these get the same one without another evaluation. Servers are set up
// alike, so that is most of them.
//
// That is sound because an evaluation is nothing but a function of what it looks at:
// policies have neither randomness nor a clock but the session's. So two objects that are
// alike in all that a rule has asked of them so far are asked the same next, and what is
// remembered of a rule is a tree of questions. A rule that may read anything, in a way
// that can't be watched, is evaluated on each object, for no two are alike in everything.
//
// A session is for one goroutine.
type Session struct {
	set   *Set
	asOf  time.Time
	terms map[*exchange.Datum]*ast.Term // values seen, for OPA
	known map[asked]*question
	gaps  map[string]*exchange.Gap // those told so far: one copy of each, by all that it says
}

// asked is who asks, and of what.
type asked struct {
	rule *Rule
	kind *schema.Kind
}

// question is what a rule asks of an object next, or what it says where it has no more
// to ask.
type question struct {
	property int             // by its place in the schema
	value    *exchange.Datum // that the first object had, and what followed
	first    *question       // nil where nobody was asked yet
	others   map[*exchange.Datum]*question
	answer   *answer
}

// after returns what follows a value; nil where that is not known.
func (q *question) after(value *exchange.Datum) *question {
	if value == q.value {
		return q.first
	}
	return q.others[value]
}

// follow is after, for a question about a property that is now put to an object. It
// returns nil where the rule once asked otherwise, or where too much is remembered.
func (q *question) follow(property int, value *exchange.Datum) *question {
	next := q.after(value)
	switch {
	case q.answer != nil, q.first != nil && q.property != property:
		return nil
	case next != nil:
		return next
	case q.first == nil:
		q.property, q.value, q.first = property, value, &question{}
		return q.first
	case len(q.others) == mostAlike:
		return nil
	case q.others == nil:
		q.others = map[*exchange.Datum]*question{}
	}
	q.others[value] = &question{}
	return q.others[value]
}

// answer is what a rule says of all objects that are alike to it.
type answer struct {
	findings []Finding
	gap      bool
}

// NewSession returns a session that has seen nothing yet.
func (s *Set) NewSession(asOf time.Time) *Session {
	return &Session{set: s, asOf: asOf, terms: map[*exchange.Datum]*ast.Term{}, known: map[asked]*question{}, gaps: map[string]*exchange.Gap{}}
}

// Subject is an object under evaluation in a session.
type Subject struct {
	object *exchange.Object
	input  *Input // all of it; nil until a rule wants that
}

// Subject makes an object ready for the session's rules. It must not change after.
func (s *Session) Subject(o *exchange.Object) *Subject {
	return &Subject{object: o}
}

// Evaluate is as [Set.Evaluate].
func (s *Session) Evaluate(ctx context.Context, r *Rule, subject *Subject) (Outcome, error) {
	if r.footprint.whole {
		return s.evaluateWhole(ctx, r, subject)
	}
	first := s.first(r, subject.object.Kind)
	if known := s.recall(first, subject); known != nil {
		if known.gap {
			return Outcome{Gap: s.shared(gapOf(subject.object, missingOf(r, subject.object)))}, nil
		}
		return Outcome{Findings: known.findings}, nil
	}
	outcome, looked, err := s.set.evaluate(ctx, r, s.inputFor(r, subject), s.asOf)
	if err == nil {
		s.remember(first, subject, looked, &answer{outcome.Findings, outcome.Gap != nil})
	}
	if outcome.Gap != nil {
		outcome.Gap = s.shared(outcome.Gap)
	}
	return outcome, err
}

// shared returns the first gap that said the same: an export that lacks a column lacks
// it of every object.
func (s *Session) shared(gap *exchange.Gap) *exchange.Gap {
	says := gap.Reason + "\x00" + strings.Join(gap.Missing, "\x00")
	if known := s.gaps[says]; known != nil {
		return known
	}
	if len(s.gaps) == mostAlike {
		clear(s.gaps)
	}
	s.gaps[says] = gap
	return gap
}

// first returns what a rule asks first.
func (s *Session) first(r *Rule, kind *schema.Kind) *question {
	q := s.known[asked{r, kind}]
	if q == nil {
		q = &question{}
		s.known[asked{r, kind}] = q
	}
	return q
}

// recall follows the questions from the first one to an answer; nil where none is known.
func (s *Session) recall(q *question, subject *Subject) *answer {
	for q != nil && q.answer == nil {
		q = q.after(subject.object.Datum(q.property))
	}
	if q == nil {
		return nil
	}
	return q.answer
}

// mostAlike bounds what is remembered behind one question: a property with more values
// is a name, and no two objects will be alike in it.
const mostAlike = 1 << 12

// remember keeps an answer behind the questions that led to it. Where a rule were to ask
// otherwise than before, nothing it says would be kept.
func (s *Session) remember(q *question, subject *Subject, looked []int, found *answer) {
	for _, property := range looked {
		if q = q.follow(property, subject.object.Datum(property)); q == nil {
			return
		}
	}
	if q.first == nil {
		q.answer = found
	}
}

func (s *Session) evaluateWhole(ctx context.Context, r *Rule, subject *Subject) (Outcome, error) {
	if subject.input == nil {
		input, err := Prepare(subject.object)
		if err != nil {
			return Outcome{}, err
		}
		subject.input = input
	}
	return s.set.Evaluate(ctx, r, subject.input, s.asOf)
}

// inputFor returns as much of an object as the rule may read.
func (s *Session) inputFor(r *Rule, subject *Subject) *Input {
	kind := subject.object.Kind
	var members [][2]*ast.Term
	for _, i := range r.indexes[kind.Name] {
		if value := subject.object.Datum(i); value != nil {
			members = append(members, [2]*ast.Term{ast.StringTerm(kind.Properties[i].Name), s.term(value)})
		}
	}
	return &Input{object: subject.object, term: ast.ObjectTerm(members...)}
}

// term returns a value for OPA.
func (s *Session) term(value *exchange.Datum) *ast.Term {
	term := s.terms[value]
	if term == nil {
		term = ast.NewTerm(ast.MustInterfaceToValue(value.Value)) // values of the normal form are of types that it knows
		if len(s.terms) == mostAlike {
			clear(s.terms)
		}
		s.terms[value] = term
	}
	return term
}
