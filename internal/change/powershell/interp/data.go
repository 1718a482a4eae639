package interp

import (
	"encoding/csv"
	"encoding/json"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func convertFromCSV(c *invocation) []Value {
	c.take("InputObject@1 Delimiter@2 Header UseCulture!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	r := csv.NewReader(strings.NewReader(joinTexts(c.values(), "\n")))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	if d := c.text("Delimiter"); d != "" {
		r.Comma = []rune(d)[0]
	}
	rows, err := r.ReadAll()
	if err != nil {
		return unknownValue(c)
	}
	var header []string
	if h, ok := c.get("Header"); ok {
		for _, v := range items(h) {
			header = append(header, Text(v))
		}
	} else if len(rows) > 0 {
		header, rows = rows[0], rows[1:]
	}
	var out []Value
	for _, row := range rows {
		c.in.spend(64 * len(row))
		o := NewObject(customObject, "")
		for i, name := range header {
			cell := Value{nil, c.from}
			if i < len(row) {
				cell.Data = row[i]
			}
			o.Props.Set(name, cell)
		}
		out = append(out, Value{o, c.from})
	}
	return out
}

func convertFromStringData(c *invocation) []Value {
	c.take("StringData@1 Delimiter@2")
	texts := items(first(c.get("StringData")))
	if c.piped {
		texts = c.input
	}
	var out []Value
	for _, v := range texts {
		if u := hasUnknown(v); u != nil {
			return []Value{{u, c.from}}
		}
		out = append(out, Value{stringData(Text(v), c.from), c.from})
	}
	return out
}

func stringData(text string, from syntax.Span) *Table {
	t := NewTable()
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if name, value, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			t.Set(strings.TrimSpace(name), Value{strings.TrimSpace(value), from})
		}
	}
	return t
}

func convertFromJSON(c *invocation) []Value {
	c.take("InputObject@1 AsHashtable! Depth NoEnumerate!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	decoder := json.NewDecoder(strings.NewReader(joinTexts(c.values(), "\n")))
	decoder.UseNumber()
	v, ok := c.decode(decoder, 0)
	if !ok {
		c.in.throw("the text is not JSON", "System.ArgumentException")
	}
	return items(v)
}

// decode reads one JSON value, objects with their keys in order.
func (c *invocation) decode(d *json.Decoder, depth int) (Value, bool) {
	token, err := d.Token()
	if err != nil || depth > maxDepth {
		return Value{}, false
	}
	c.in.spend(64)
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return c.decodeObject(d, depth)
		}
		list := NewList()
		for d.More() {
			v, ok := c.decode(d, depth+1)
			if !ok {
				return v, false
			}
			list.Items = append(list.Items, v)
		}
		_, err := d.Token()
		return Value{list, c.from}, err == nil
	case json.Number:
		n, ok := toNumber(t.String())
		return Value{n, c.from}, ok
	}
	return Value{token, c.from}, true
}

func (c *invocation) decodeObject(d *json.Decoder, depth int) (Value, bool) {
	o := NewObject(customObject, "")
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return Value{}, false
		}
		v, ok := c.decode(d, depth+1)
		if !ok {
			return v, false
		}
		o.Props.Set(name, v)
	}
	_, err := d.Token()
	if c.is("AsHashtable") {
		return Value{o.Props, c.from}, err == nil
	}
	return Value{o, c.from}, err == nil
}
