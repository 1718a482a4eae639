package change

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// State is an organization that is being changed.
type State struct {
	Base        *model.Organization
	Steps       []Step
	Refused     []Refusal
	NotFollowed []Note
	Assumed     []Note

	kinds map[string]*objects
	last  map[settingKey]int // the step that set a property last
	edges map[string]bool    // servers that are Edge Transport servers; nil until asked for
}

// Note is a place in a change file that was not followed, or about which something was assumed.
type Note struct {
	Text, Reason string
	Location     lint.Location
}

// objects are those of one kind. One that is gone leaves nil behind.
type objects struct {
	list  []*model.Object
	index map[string]int // by identity in lower case
}

type settingKey struct{ kind, identity, property string }

// NewState returns the state of an organization before any change.
func NewState(base *model.Organization) *State {
	return &State{Base: base, kinds: map[string]*objects{}, last: map[settingKey]int{}}
}

func (s *State) kind(name string) *objects {
	if known := s.kinds[name]; known != nil {
		return known
	}
	o := &objects{list: slices.Clone(s.Base.Objects(name)), index: map[string]int{}}
	for i, object := range o.list {
		key := strings.ToLower(object.Identity)
		if _, taken := o.index[key]; !taken {
			o.index[key] = i
		}
	}
	s.kinds[name] = o
	return o
}

// Objects returns the objects of a kind as they are now: those of the exports in their order, and
// behind them those that came.
func (s *State) Objects(kind string) []*model.Object {
	var list []*model.Object
	for _, o := range s.kind(kind).list {
		if o != nil {
			list = append(list, o)
		}
	}
	return list
}

// Find returns the object of a kind and identity, in whatever case, or nil.
func (s *State) Find(kind, identity string) *model.Object {
	o := s.kind(kind)
	i, ok := o.index[strings.ToLower(identity)]
	if !ok {
		return nil
	}
	return o.list[i]
}

// put puts an object in place of another one. Either may be nil.
func (s *State) put(kind string, old, object *model.Object) {
	o := s.kind(kind)
	i := len(o.list)
	if old != nil {
		i = o.index[strings.ToLower(old.Identity)]
		delete(o.index, strings.ToLower(old.Identity))
	} else {
		o.list = append(o.list, nil)
	}
	o.list[i] = object
	if object != nil {
		o.index[strings.ToLower(object.Identity)] = i
	}
}

// commit makes a step.
func (s *State) commit(step Step) {
	kind := step.Operation.Kind
	s.put(kind, step.Old, step.New)
	for _, effect := range step.Effects {
		s.last[settingKey{kind, step.Identity(), effect.Property}] = len(s.Steps)
	}
	s.Steps = append(s.Steps, step)
}

// LastSet returns the step that set a property of an object last, and what it did.
func (s *State) LastSet(kind, identity, property string) (step int, effect Effect, ok bool) {
	step, ok = s.last[settingKey{kind, identity, property}]
	if !ok {
		return 0, Effect{}, false
	}
	for _, e := range s.Steps[step].Effects {
		if e.Property == property {
			effect = e
		}
	}
	return step, effect, true
}

// Organization returns the organization after the first n steps, without facts.
func (s *State) Organization(n int) *model.Organization {
	replay := NewState(s.Base)
	for _, step := range s.Steps[:n] {
		replay.put(step.Operation.Kind, step.Old, step.New)
	}
	return replay.organization()
}

func (s *State) organization() *model.Organization {
	changed := *s.Base
	changed.ByKind, changed.Exported = maps.Clone(s.Base.ByKind), maps.Clone(s.Base.Exported)
	if changed.Exported == nil {
		changed.Exported = map[string]bool{}
	}
	for name := range s.kinds {
		list := s.Objects(name)
		slices.SortStableFunc(list, func(a, b *model.Object) int { return cmp.Compare(a.Identity, b.Identity) })
		if changed.ByKind[name] = list; len(list) > 0 {
			changed.Exported[name] = true
		}
	}
	return &changed
}
