package policy

import (
	"context"
	"encoding/binary"
	"maps"
	"slices"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/exchange"
)

// Session evaluates the rules of a set on many objects, as of one instant. It remembers:
// a rule's answer hangs on nothing but the properties that it reads, so objects that are
// alike in these get the same one without another evaluation. Servers are set up alike, so
// that is most of them.
//
// That is sound because the footprint is: what a rule might read counts as read, and
// policies have neither randomness nor a clock but the session's. A rule that may read
// anything is evaluated on each object, for no two are alike in everything.
//
// A session is for one goroutine.
type Session struct {
	set   *Set
	asOf  time.Time
	ids   map[string]uint32 // values seen, by their encoding
	terms []*ast.Term       // the same for OPA, by id
	known map[*Rule]map[string]answer

	key, encoding []byte // room to work in
}

// answer is what a rule says of all objects that are alike to it.
type answer struct {
	findings []Finding
	gap      bool
}

// NewSession returns a session that has seen nothing yet.
func (s *Set) NewSession(asOf time.Time) *Session {
	return &Session{set: s, asOf: asOf, ids: map[string]uint32{}, terms: make([]*ast.Term, 1), known: map[*Rule]map[string]answer{}}
}

// Subject is an object under evaluation in a session.
type Subject struct {
	object *exchange.Object
	values []uint32 // by property: the id of its value, 0 for not asked yet
	input  *Input   // all of it; nil until a rule wants that
}

// Subject makes an object ready for the session's rules. It must not change after.
func (s *Session) Subject(o *exchange.Object) *Subject {
	return &Subject{object: o, values: make([]uint32, len(o.Kind.Properties))}
}

// Evaluate is as [Set.Evaluate].
func (s *Session) Evaluate(ctx context.Context, r *Rule, subject *Subject) (Outcome, error) {
	if r.footprint.whole {
		return s.evaluate(ctx, r, subject)
	}
	s.key = s.keyOf(s.key[:0], r, subject)
	known, ok := s.known[r][string(s.key)]
	if !ok {
		outcome, err := s.evaluate(ctx, r, subject)
		if err != nil {
			return outcome, err
		}
		if s.known[r] == nil {
			s.known[r] = map[string]answer{}
		}
		s.known[r][string(s.key)] = answer{outcome.Findings, outcome.Gap != nil}
		return outcome, nil
	}
	if known.gap {
		return Outcome{Gap: gapOf(subject.object, missingOf(r, subject.object))}, nil
	}
	return Outcome{Findings: known.findings}, nil
}

func (s *Session) evaluate(ctx context.Context, r *Rule, subject *Subject) (Outcome, error) {
	if !r.footprint.whole {
		return s.set.Evaluate(ctx, r, s.inputFor(r, subject), s.asOf)
	}
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
		if term := s.terms[subject.values[i]]; term != nil {
			members = append(members, [2]*ast.Term{ast.StringTerm(kind.Properties[i].Name), term})
		}
	}
	return &Input{object: subject.object, term: ast.ObjectTerm(members...)}
}

// keyOf appends what a rule's answer hangs on: its kind of object, and the values of
// what it reads.
func (s *Session) keyOf(key []byte, r *Rule, subject *Subject) []byte {
	kind := subject.object.Kind
	key = append(key, kind.Name...)
	for _, i := range r.indexes[kind.Name] {
		if subject.values[i] == 0 {
			value, _ := subject.object.Value(kind.Properties[i].Name)
			subject.values[i] = s.id(value)
		}
		key = binary.BigEndian.AppendUint32(key, subject.values[i])
	}
	return key
}

// id returns the number of a value, the same for equal ones. No value has 0.
func (s *Session) id(value any) uint32 {
	s.encoding = encoded(s.encoding[:0], value)
	if id, ok := s.ids[string(s.encoding)]; ok {
		return id
	}
	id := uint32(len(s.terms))
	s.ids[string(s.encoding)] = id
	s.terms = append(s.terms, termOf(value))
	return id
}

// termOf returns a value for OPA; nil for none.
func termOf(value any) *ast.Term {
	if value == nil {
		return nil
	}
	return ast.NewTerm(ast.MustInterfaceToValue(value)) // values of the normal form are of types that it knows
}

// encoded appends a value so that only equal values have equal encodings. Unknown is
// nil, and unlike every value.
func encoded(b []byte, value any) []byte {
	switch value := value.(type) {
	case nil:
		return append(b, 'n')
	case bool:
		if value {
			return append(b, 't')
		}
		return append(b, 'f')
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(value))
	case string:
		return append(binary.AppendUvarint(append(b, 's'), uint64(len(value))), value...)
	case []any:
		b = binary.AppendUvarint(append(b, 'a'), uint64(len(value)))
		for _, element := range value {
			b = encoded(b, element)
		}
		return b
	case map[string]any:
		b = binary.AppendUvarint(append(b, 'o'), uint64(len(value)))
		for _, name := range slices.Sorted(maps.Keys(value)) {
			b = encoded(encoded(b, name), value[name])
		}
		return b
	}
	panic("a value of the normal form is of another type")
}
