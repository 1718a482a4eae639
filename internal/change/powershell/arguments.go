package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
)

// shortName returns a server's name as reports have it.
func shortName(server string) string { return values.ShortServer(server) }

// shownServer returns a name as it stands in identities: ? for one that is not known.
func shownServer(server string) string { return exchange.NameOrUnknown(shortName(server)) }

// given returns the value of a parameter. A script block is evaluated for the item of the pipeline.
func (r *request) given(name string) (interp.Value, bool) {
	for _, b := range r.bound.Bound {
		if strings.EqualFold(b.Parameter.Name, name) {
			return r.valueOf(b), true
		}
	}
	return interp.Value{}, false
}

func (r *request) valueOf(b bind.Bound) interp.Value {
	v, ok := b.Value.(interp.Value)
	if !ok {
		return interp.Value{Data: b.Value}
	}
	if l, ok := v.Data.(interp.Literal); ok {
		v.Data = l.Value
		if !isNumeric(b.Parameter.Type) {
			v.Data = l.Text
		}
	}
	if block, ok := v.Data.(*interp.Block); ok && r.item != nil {
		return r.Evaluate(block, *r.item)
	}
	return v
}

func isNumeric(typeName string) bool {
	return typeName == "Int32" || typeName == "Boolean" || typeName == "SwitchParameter"
}

// has reports whether a parameter is given; is, whether it is given and true.
func (r *request) has(name string) bool {
	_, ok := r.given(name)
	return ok
}

func (r *request) is(name string) bool {
	v, ok := r.given(name)
	return ok && interp.Bool(v)
}

// text returns a parameter as a text; "" where it is not given or not known.
func (r *request) text(name string) string {
	if r.bound == nil {
		return ""
	}
	v, ok := r.given(name)
	if !ok || unknownIn(v) != nil {
		return ""
	}
	return identityText(v)
}

// identityText returns what names an object: its identity, or a text.
func identityText(v interp.Value) string {
	if o, ok := v.Data.(*interp.Object); ok {
		if own, ok := o.Ref.(*exchange.Object); ok {
			return own.Identity
		}
		if id, ok := o.Props.Get("Identity"); ok {
			if unknownIn(id) == nil {
				return interp.Text(id)
			}
		}
	}
	return interp.Text(v)
}

// unknownIn returns the unknown that a value is or holds; nil where all of it is known.
func unknownIn(v interp.Value) *interp.Unknown {
	switch d := v.Data.(type) {
	case *interp.Unknown:
		return d
	case *interp.Object:
		return d.Unread
	case *interp.List:
		for _, item := range d.Items {
			if u := unknownIn(item); u != nil {
				return u
			}
		}
	case *interp.Table:
		for _, key := range d.Keys() {
			item, _ := d.Get(interp.Text(key))
			if u := unknownIn(item); u != nil {
				return u
			}
		}
	}
	return nil
}

// textsOf returns the texts that a value holds.
func textsOf(v interp.Value) []string {
	switch d := v.Data.(type) {
	case string:
		return []string{d}
	case *interp.List:
		var texts []string
		for _, item := range d.Items {
			texts = append(texts, textsOf(item)...)
		}
		return texts
	case *interp.Table:
		var texts []string
		for _, key := range d.Keys() {
			item, _ := d.Get(interp.Text(key))
			texts = append(texts, textsOf(item)...)
		}
		return texts
	}
	return nil
}

// common are parameters that say nothing about an object.
var common = map[string]bool{
	"identity": true, "server": true, "thumbprint": true, "instance": true, "domaincontroller": true, "confirm": true, "whatif": true, "force": true,
	"erroraction": true, "errorvariable": true, "warningaction": true, "warningvariable": true, "informationaction": true, "informationvariable": true,
	"outvariable": true, "outbuffer": true, "pipelinevariable": true, "verbose": true, "debug": true,
}

// settings returns the settings that the arguments ask for, and why one of them is not known.
func (r *request) settings(kind *exchangeKind) (list []change.Setting, others bool, notFollowed string) {
	for _, b := range r.bound.Bound {
		if common[strings.ToLower(b.Parameter.Name)] {
			continue
		}
		property, known := kind.property(b.Parameter.Name)
		if !known {
			others = true
			continue
		}
		set, reason := r.setting(b, property)
		if list = append(list, set); notFollowed == "" {
			notFollowed = reason
		}
	}
	return list, others, notFollowed
}

// setting returns what a parameter asks for. The reason is why that is not followed.
func (r *request) setting(b bind.Bound, property string) (set change.Setting, reason string) {
	v := r.valueOf(b)
	set = change.Setting{Property: property, From: r.place(v.From), Argument: r.argumentPlace(b)}
	if u := unknownIn(v); u != nil {
		set.Unknown = u.Reason
		if r.gaps[u] {
			return set, ""
		}
		return set, u.Reason
	}
	set.Value, set.Edit = plainValue(v)
	if b.Parameter.Type == "Boolean" {
		set.Value = truth(v, set.Value)
	} else if _, isBool := set.Value.(bool); isBool {
		set.Value = interp.Text(v)
	}
	return set, ""
}

// argumentPlace returns where a parameter is given: its name and its value.
func (r *request) argumentPlace(b bind.Bound) lint.Location {
	if b.Index < 0 || b.Index >= len(r.Arguments) {
		return r.place(r.Place)
	}
	span := r.Arguments[b.Index].Place
	if before := b.Index - 1; before >= 0 && r.Arguments[before].Name != "" && r.Arguments[before].Value == nil {
		span.Start = min(span.Start, r.Arguments[before].Place.Start)
	}
	return r.place(span)
}

// truth converts a value to $true or $false as PowerShell does for a parameter: numbers are taken,
// texts are not.
func truth(v interp.Value, text any) any {
	switch v.Data.(type) {
	case bool, int32, int64, float64:
		return interp.Bool(v)
	}
	return text
}

// plainValue returns a value as an operation has it.
func plainValue(v interp.Value) (any, *change.Edit) {
	switch d := v.Data.(type) {
	case nil:
		return nil, nil
	case bool:
		return d, nil
	case *interp.List:
		return listed(d), nil
	case *interp.Table:
		if edit, ok := edit(d); ok {
			return nil, edit
		}
	}
	return interp.Text(v), nil
}

func listed(l *interp.List) []string {
	list := []string{}
	for _, item := range l.Items {
		if inner, ok := item.Data.(*interp.List); ok {
			list = append(list, listed(inner)...)
			continue
		}
		list = append(list, identityText(item))
	}
	return list
}

// edit returns what @{Add=...; Remove=...} asks for.
func edit(t *interp.Table) (*change.Edit, bool) {
	e := &change.Edit{Add: []string{}, Remove: []string{}}
	for _, key := range t.Keys() {
		v, _ := t.Get(interp.Text(key))
		list := listed(interp.NewList(v))
		if inner, ok := v.Data.(*interp.List); ok {
			list = listed(inner)
		}
		switch strings.ToLower(interp.Text(key)) {
		case "add", "+":
			e.Add = append(e.Add, list...)
		case "remove", "-":
			e.Remove = append(e.Remove, list...)
		default:
			return nil, false
		}
	}
	return e, true
}
