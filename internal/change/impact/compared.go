package impact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// pair is a connector before and after the change, either of which may be nil.
type pair struct {
	kind, identity string
	before, after  *model.Object
	step           int // the last one that is about it
}

// object returns the connector as it is afterwards, or was before where it is gone.
func (p pair) object() *model.Object {
	if p.after == nil {
		return p.before
	}
	return p.after
}

// pairs returns the connectors that the change is about, in the order of its steps.
func (r *run) pairs() (list []pair) {
	index := map[[2]string]int{}
	for n := range r.state.Steps {
		step := &r.state.Steps[n]
		key := [2]string{step.Operation.Kind, step.Identity()}
		if i, known := index[key]; known {
			list[i].step = n
			continue
		}
		if key[0] == "ExchangeCertificate" || step.Operation.Maybe {
			continue
		}
		index[key] = len(list)
		list = append(list, pair{key[0], key[1], r.before.Find(key[0], key[1]), r.after.Find(key[0], key[1]), n})
	}
	return list
}

// flags returns a list of texts of an object; known is false where the export lacks it.
func flags(o *model.Object, property string) (list []string, known bool) {
	if o == nil {
		return nil, false
	}
	value, _ := o.Value(property)
	found, known := value.([]any)
	return model.Strings(found), known
}

func has(o *model.Object, property, element string) bool {
	list, _ := flags(o, property)
	return slices.Contains(list, element)
}

func isTrue(o *model.Object, property string) bool {
	if o == nil {
		return false
	}
	value, _ := o.Value(property)
	return value == true
}

func text(o *model.Object, property string) string {
	if o == nil {
		return ""
	}
	value, _ := o.Value(property)
	found, _ := value.(string)
	return found
}

func isKnown(o *model.Object, property string) bool {
	if o == nil {
		return false
	}
	_, known := o.Value(property)
	return known
}

// own returns a finding about the change of a connector, at the argument that set a property, else
// at the last statement about it; without a script it is where the export has the property.
func (r *run) own(id string, level lint.Level, p pair, property, message string) (lint.Finding, lint.Location) {
	f := lint.Finding{
		Rule: r.rule(id), Level: level, Said: message, Kind: p.kind, Identity: p.identity, Property: property,
		State: lint.New, Object: p.object(),
	}
	if r.free {
		f.Location = lint.Locate([]lint.Spot{{Object: f.Object, Property: property}})[0]
		return f, f.Location
	}
	statement := r.state.Steps[p.step].Operation.Place
	at := statement
	if step, effect, set := r.state.LastSet(p.kind, p.identity, property); set {
		at, statement = effect.Argument, r.state.Steps[step].Operation.Place
	}
	f.Location = at
	return f, statement
}

// tell adds a finding about the change of a connector.
func (r *run) tell(id string, level lint.Level, p pair, property, message string) {
	r.add(r.own(id, level, p, property, message))
}

// downgraded reports TLS that a connector loses.
func (r *run) downgraded(p pair) {
	const id = "change/tls-downgraded"
	if p.before == nil || p.after == nil {
		return
	}
	for _, property := range []string{"AuthMechanism", "SmartHostAuthMechanism"} {
		for _, mechanism := range []string{"Tls", "BasicAuthRequireTLS"} {
			if lost(p, property, mechanism) {
				r.tell(id, lint.Error, p, property, property+" loses "+mechanism)
			}
		}
	}
	if isTrue(p.before, "RequireTLS") && isKnown(p.after, "RequireTLS") && !isTrue(p.after, "RequireTLS") {
		r.tell(id, lint.Error, p, "RequireTLS", "RequireTLS is no longer True: mail may go in clear text")
	}
	if !isTrue(p.before, "IgnoreSTARTTLS") && isTrue(p.after, "IgnoreSTARTTLS") && isKnown(p.before, "IgnoreSTARTTLS") {
		r.tell(id, lint.Error, p, "IgnoreSTARTTLS", "IgnoreSTARTTLS is set: all mail over it goes in clear text")
	}
	if isKnown(p.after, "TlsAuthLevel") && authLevels[text(p.after, "TlsAuthLevel")] < authLevels[text(p.before, "TlsAuthLevel")] {
		r.tell(id, lint.Error, p, "TlsAuthLevel", "TlsAuthLevel is lowered from "+text(p.before, "TlsAuthLevel")+" to "+cmp.Or(text(p.after, "TlsAuthLevel"), "none"))
	}
}

var authLevels = map[string]int{"": 0, "EncryptionOnly": 1, "CertificateValidation": 2, "DomainValidation": 3}

// lost reports whether a connector had a mechanism and has it no more.
func lost(p pair, property, mechanism string) bool {
	if text(p.before, property) == mechanism {
		return isKnown(p.after, property) && text(p.after, property) != mechanism
	}
	_, known := flags(p.after, property)
	return known && has(p.before, property, mechanism) && !has(p.after, property, mechanism)
}

// cameOrWent reports external and default connectors that come or go.
func (r *run) cameOrWent(p pair) {
	switch {
	case p.kind != "ReceiveConnector":
	case p.before != nil && p.after == nil && (isTrue(p.before, "external") || isDefault(p.identity)):
		r.tell("change/connector-removed", lint.Warning, p, "", "the connector is removed: its clients are answered by another connector, or by none")
	case p.before == nil && isTrue(p.after, "external"):
		r.tell("change/connector-added", lint.Note, p, "", "a connector is added that faces clients or the Internet")
	}
}

// isDefault reports whether a connector has the name of one that Exchange's setup makes.
func isDefault(identity string) bool {
	server, name, _ := strings.Cut(identity, `\`)
	for _, prefix := range []string{"Default Frontend ", "Client Frontend ", "Outbound Proxy Frontend ", "Default ", "Client Proxy ", "Client "} {
		if strings.EqualFold(name, prefix+server) {
			return true
		}
	}
	return false
}

// withoutEffect reports statements that change nothing.
func (r *run) withoutEffect() {
	for n := range r.state.Steps {
		step := &r.state.Steps[n]
		op := step.Operation
		unknown := slices.ContainsFunc(op.Settings, func(s change.Setting) bool { return s.Unknown != "" })
		if len(step.Effects) > 0 || op.Maybe || op.Others || unknown {
			continue
		}
		p := pair{op.Kind, step.Identity(), step.Old, step.New, n}
		f, _ := r.own("change/no-effect", lint.Note, p, "", "the statement leaves everything as it is")
		r.add(f, op.Place)
	}
}

// defaultReplaced reports certificates that are enabled for SMTP.
func (r *run) defaultReplaced() {
	for n := range r.state.Steps {
		step := &r.state.Steps[n]
		op := step.Operation
		if op.Verb != change.Enable || op.Maybe || !asksFor(op, "SMTP") {
			continue
		}
		level := lint.Note
		if op.Force {
			level = lint.Warning
		}
		p := pair{op.Kind, step.Identity(), step.Old, step.New, n}
		f, _ := r.own("change/default-certificate-replaced", level, p, "Services", change.DefaultReplaced(op.Force))
		f.Location = op.Place
		r.add(f, op.Place)
	}
}

// asksFor reports whether an operation asks for a service.
func asksFor(op change.Operation, service string) bool {
	for _, set := range op.Settings {
		words, _ := set.Value.(string)
		if list, ok := set.Value.([]string); ok {
			words = strings.Join(list, ",")
		}
		for _, word := range strings.Split(words, ",") {
			if set.Property == "Services" && strings.EqualFold(strings.TrimSpace(word), service) {
				return true
			}
		}
	}
	return false
}
