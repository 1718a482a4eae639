package interp

import (
	"time"

	"github.com/dlclark/regexp2"
)

// Regex is a regular expression of .NET.
type Regex struct {
	pattern string
	re      *regexp2.Regexp
}

// regexTimeout bounds a match, as a pattern may need exponential time.
const regexTimeout = 2 * time.Second

func toRegex(v Value) (any, bool) {
	if r, ok := v.Data.(*Regex); ok {
		return r, true
	}
	r, err := compile(Text(v), regexp2.None)
	return r, err == nil
}

func compile(pattern string, options regexp2.RegexOptions) (*Regex, error) {
	re, err := regexp2.Compile(pattern, options)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = regexTimeout
	return &Regex{pattern, re}, nil
}

// regex returns the expression of the right operand of -match and its like.
func (in *Interp) regex(v Value, sensitive bool) *Regex {
	if r, ok := v.Data.(*Regex); ok {
		return r
	}
	key := Text(v)
	var options regexp2.RegexOptions = regexp2.IgnoreCase
	if sensitive {
		options = regexp2.None
		key = "c" + key
	}
	if r, ok := in.patterns[key]; ok {
		return r
	}
	r, err := compile(Text(v), options)
	if err != nil {
		in.throw("the regular expression '"+Text(v)+"' is malformed", "System.ArgumentException")
	}
	in.patterns[key] = r
	return r
}

// match returns the first match of text, or nil.
func (in *Interp) match(r *Regex, text string) *regexp2.Match {
	m, err := r.re.FindStringMatch(text)
	if err != nil {
		in.giveUp("the regular expression takes too long")
	}
	return m
}

// matchTable returns $Matches of a match: groups by number, or by name where they have one.
func matchTable(m *regexp2.Match) *Table {
	t := NewTable()
	for i, group := range m.Groups() {
		if len(group.Captures) == 0 {
			continue
		}
		if group.Name == itoa(i) {
			t.set(Value{Data: int32(i)}, group.Name, Value{Data: group.String()})
		} else {
			t.Set(group.Name, Value{Data: group.String()})
		}
	}
	return t
}

// replace is text -replace with. With may be a script block, called with each match.
func (in *Interp) replace(text Value, r *Regex, with Value) string {
	var out string
	var err error
	if block, ok := with.Data.(*Block); ok {
		out, err = r.re.ReplaceFunc(Text(text), func(m regexp2.Match) string {
			return Text(collect(in.callWith(block, Value{matchObject(&m), text.From}), text.From))
		}, -1, -1)
	} else {
		out, err = r.re.Replace(Text(text), Text(with), -1, -1)
	}
	if err != nil {
		in.giveUp("the regular expression takes too long")
	}
	in.spend(len(out))
	return out
}

// matchObject is a Match of .NET.
func matchObject(m *regexp2.Match) *Object {
	o := NewObject("System.Text.RegularExpressions.Match", "")
	groups := NewTable()
	for _, g := range m.Groups() {
		group := NewObject("System.Text.RegularExpressions.Group", g.String())
		group.Props.Set("Value", Value{Data: g.String()})
		group.Props.Set("Success", Value{Data: len(g.Captures) > 0})
		groups.Set(g.Name, Value{Data: group})
	}
	o.Props.Set("Success", Value{Data: true})
	o.Props.Set("Value", Value{Data: m.String()})
	o.Props.Set("Index", Value{Data: int32(m.Index)})
	o.Props.Set("Length", Value{Data: int32(m.Length)})
	o.Props.Set("Groups", Value{Data: groups})
	o.Text = m.String()
	return o
}

// matches returns all matches of text.
func (in *Interp) matches(r *Regex, text string) []Value {
	var all []Value
	for m := in.match(r, text); m != nil; {
		all = append(all, Value{Data: matchObject(m)})
		in.spend(64)
		next, err := r.re.FindNextMatch(m)
		if err != nil {
			in.giveUp("the regular expression takes too long")
		}
		m = next
	}
	return all
}

// splitRegex splits text at the matches of r; groups in it are kept, as in .NET. A limit
// of 0 is none.
func (in *Interp) splitRegex(r *Regex, text string, limit int) []string {
	var parts []string
	runes, last := []rune(text), 0
	for m := in.match(r, text); m != nil && (limit == 0 || len(parts) < limit-1); {
		if m.Length > 0 || m.Index > 0 && m.Index < len(runes) {
			parts = append(parts, string(runes[last:m.Index]))
			for _, g := range m.Groups()[1:] {
				if len(g.Captures) > 0 {
					parts = append(parts, g.String())
				}
			}
			last = m.Index + m.Length
		}
		next, err := r.re.FindNextMatch(m)
		if err != nil {
			in.giveUp("the regular expression takes too long")
		}
		m = next
	}
	in.spend(len(text))
	return append(parts, string(runes[last:]))
}
