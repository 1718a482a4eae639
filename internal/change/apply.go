package change

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// Apply makes an operation, and returns why it is refused where it is. An operation that is refused
// changes nothing, unless all of that is unsure. Refusals are remembered.
func (s *State) Apply(op Operation) []Refusal {
	refusals := s.apply(op)
	s.Refused = append(s.Refused, refusals...)
	return refusals
}

func (s *State) apply(op Operation) []Refusal {
	switch op.Verb {
	case New:
		return s.create(op)
	case Import:
		return s.importCertificate(op)
	}
	old := s.Find(op.Kind, op.Identity)
	if old == nil {
		return []Refusal{op.refusal(NotFound, "", s.Absent(op.Kind, op.Identity))}
	}
	op.Identity = old.Identity
	switch {
	case op.Maybe:
		s.blur(op, old)
	case op.Verb == Remove:
		return s.remove(op, old)
	case op.Verb == Permission:
		return s.permit(op, old)
	case op.Verb == Enable && (settings{old}).no("HasPrivateKey"):
		return []Refusal{op.refusal(Refused, "HasPrivateKey", "the certificate has no private key on this server: Exchange does not enable it")}
	default:
		return s.set(op, old)
	}
	return nil
}

// refusal returns the refusal of an operation, at its statement.
func (op Operation) refusal(rule, property, message string) Refusal {
	return Refusal{
		Rule: rule, Level: lint.Error, Command: op.Command, Kind: op.Kind, Identity: op.Identity, Property: property,
		Message: message, Location: op.Place, Statement: op.Place,
	}
}

// setting returns the setting of a property; nil where the operation has none.
func (op Operation) setting(property string) *Setting {
	i := slices.IndexFunc(op.Settings, func(set Setting) bool { return set.Property == property })
	if i < 0 {
		return nil
	}
	return &op.Settings[i]
}

// set changes properties of an object.
func (s *State) set(op Operation, old *model.Object) []Refusal {
	draft, refusals := s.drafted(op, old)
	if len(refusals) > 0 {
		return refusals
	}
	refusals = s.check(op, old, draft)
	if certain(refusals) {
		return refusals
	}
	effects := effectsOf(op, old, draft)
	if draft.Identity == old.Identity && len(effects) == 0 {
		draft = old
	}
	s.commit(Step{Operation: op, Effects: effects, Old: old, New: draft})
	return refusals
}

func certain(refusals []Refusal) bool {
	return slices.ContainsFunc(refusals, func(r Refusal) bool { return !r.Unsure })
}

// drafted returns the object with the settings of an operation. All that is refused while
// parameters are bound is returned.
func (s *State) drafted(op Operation, old *model.Object) (draft *model.Object, refusals []Refusal) {
	draft = old
	for _, set := range op.Settings {
		next, refusal := s.withSetting(op, draft, set)
		if refusal != nil {
			refusals = append(refusals, *refusal)
			continue
		}
		draft = next
	}
	return draft, refusals
}

// withSetting returns an object with one setting.
func (s *State) withSetting(op Operation, o *model.Object, set Setting) (*model.Object, *Refusal) {
	i, ok := o.Kind.Index(set.Property)
	if !ok || i >= o.Kind.Exported {
		return o, nil
	}
	if set.Unknown != "" {
		return o.WithUnknown(set.Property, set.Unknown), nil
	}
	if _, known := o.Value(set.Property); set.Edit != nil && !known {
		return o.WithUnknown(set.Property, "the list that is edited is not known"), nil
	}
	value, wrong := valueOf(o, &o.Kind.Properties[i], set)
	if wrong != nil {
		r := op.refusal(ruleFor(op.Kind, wrong.rule), set.Property, wrong.message)
		r.Binding, r.Location = true, set.place(op)
		return o, &r
	}
	if slices.Contains(o.Kind.Identity, set.Property) {
		return renamed(o, value), nil
	}
	changed, err := o.With(set.Property, s.completed(op, o, set.Property, value))
	if err != nil { // the schema has no such value: nothing that Exchange would take either
		r := op.refusal(Refused, set.Property, err.Error())
		return o, &r
	}
	return changed, nil
}

// place returns the expression that wrote a value, else the argument, else the statement.
func (set *Setting) place(op Operation) lint.Location {
	switch {
	case set.From.StartLine > 0:
		return set.From
	case set.Argument.StartLine > 0:
		return set.Argument
	}
	return op.Place
}

// ruleFor returns the rule of a defect, of which some have one for each kind of connector.
func ruleFor(kind, rule string) string {
	switch {
	case rule == "fqdn-malformed" && kind == "SendConnector":
		return "send/fqdn-malformed"
	case rule == "fqdn-malformed":
		return "receive/fqdn-malformed"
	}
	return rule
}

// completed adds to a value what Exchange keeps: permissions of one's own stay when the groups are
// set, and services only grow.
func (s *State) completed(op Operation, o *model.Object, property string, value any) any {
	before, _ := o.Value(property)
	list, _ := before.([]any)
	switch {
	case property == "PermissionGroups" && op.Verb == Set && slices.Contains(list, any("Custom")):
		return union(value.([]any), []any{"Custom"})
	case property == "Services" && op.Verb == Enable:
		return union(list, value.([]any))
	}
	return value
}

// union returns a list with the elements of another that it lacks.
func union(list, more []any) []any {
	list = slices.Clone(list)
	for _, element := range more {
		if !slices.Contains(list, element) {
			list = append(list, element)
		}
	}
	return list
}

// renamed returns a connector under another name.
func renamed(o *model.Object, name any) *model.Object {
	parts := map[string]any{}
	for _, p := range o.Kind.Properties[:o.Kind.Exported] {
		if value, known := o.Value(p.Name); known {
			parts[p.Name] = value
		}
	}
	parts["Name"] = name
	identity := fmt.Sprint(name)
	if server, _, ok := strings.Cut(o.Identity, `\`); ok && o.Kind.Identity[0] == "Server" {
		identity = server + `\` + identity
	}
	return model.NewObject(o.Kind, identity, parts)
}

// effectsOf returns what an operation changed, a property each.
func effectsOf(op Operation, old, draft *model.Object) (effects []Effect) {
	for _, p := range draft.Kind.Properties[:draft.Kind.Exported] {
		after, known := draft.Value(p.Name)
		var before any
		if old != nil {
			before, _ = old.Value(p.Name)
		}
		if old != nil && !known || same(before, after) {
			continue
		}
		effect := Effect{Property: p.Name, Before: before, After: after, Argument: op.Place}
		if set := op.setting(p.Name); set != nil && set.Argument.StartLine > 0 {
			effect.Argument = set.Argument
		}
		effects = append(effects, effect)
	}
	return effects
}

// same reports whether two values are the same. The order of a list makes no difference.
func same(a, b any) bool {
	left, isList := a.([]any)
	right, also := b.([]any)
	if !isList || !also || len(left) != len(right) {
		return reflect.DeepEqual(a, b)
	}
	for _, element := range left {
		if !slices.Contains(right, element) {
			return false
		}
	}
	return true
}

// blur makes all that an operation sets unknown, as nobody knows whether it is made.
func (s *State) blur(op Operation, old *model.Object) {
	const reason = "it depends on a condition that is not known"
	draft := old
	for _, p := range old.Kind.Properties[:old.Kind.Exported] {
		part := slices.Contains(old.Kind.Identity, p.Name)
		if !part && (op.setting(p.Name) != nil || op.Verb == Remove) {
			draft = draft.WithUnknown(p.Name, reason)
		}
	}
	s.put(op.Kind, old, draft)
	s.Steps = append(s.Steps, Step{Operation: op, Old: old, New: draft})
}

// Absent says that there is no object of an identity.
func (s *State) Absent(kind, identity string) string {
	message := fmt.Sprintf("the exports have no %s %s", kind, quote(identity))
	if hidden := invisible(identity); hidden != "" {
		return message + ": " + hidden
	}
	var known []string
	for _, o := range s.Objects(kind) {
		known = append(known, o.Identity)
	}
	return message + meant(identity, known)
}

// invisible names characters of a text that nobody sees.
func invisible(text string) string {
	for _, c := range text {
		if c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2060 && c <= 0x2064 || c == 0xfeff || c == 0xa0 || c == 0xad {
			return fmt.Sprintf("it has the invisible character U+%04X in it", c)
		}
	}
	if strings.TrimSpace(text) != text {
		return "it has a blank at its beginning or end"
	}
	return ""
}
