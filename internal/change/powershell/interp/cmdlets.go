package interp

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func getDate(c *invocation) []Value {
	c.take("Date@1 Format UFormat Year Month Day Hour Minute Second DisplayHint AsUTC!")
	v, given := c.get("Date")
	if !given {
		v = Value{c.in.now(), c.from}
	}
	if u := unknown(v); u != nil {
		return []Value{{u, c.from}}
	}
	data, ok := toDate(v)
	if !ok {
		c.in.throw("'"+Text(v)+"' is not a date", "System.Management.Automation.ParameterBindingException")
	}
	d, ok := data.(Date)
	if !ok {
		return []Value{{data, c.from}}
	}
	n := [6]int{d.Year(), int(d.Month()), d.Day(), d.Hour(), d.Minute(), d.Second()}
	for i, name := range []string{"Year", "Month", "Day", "Hour", "Minute", "Second"} {
		if part, ok := c.get(name); ok {
			n[i], _ = index(part)
		}
	}
	d = Date{time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], d.Nanosecond(), time.UTC)}
	switch {
	case c.has("Format"):
		return []Value{{c.in.dateText(d, c.text("Format")), c.from}}
	case c.has("UFormat"):
		return []Value{{unixDate(d, c.text("UFormat")), c.from}}
	}
	return []Value{{d, c.from}}
}

// unixDate formats by the letters of strftime.
func unixDate(d Date, spec string) any {
	layouts := map[byte]string{'Y': "2006", 'm': "01", 'd': "02", 'H': "15", 'M': "04", 'S': "05", 'y': "06", 'B': "January", 'b': "Jan", 'A': "Monday", 'a': "Mon", 'p': "PM", 'T': "15:04:05", 'F': "2006-01-02", 'R': "15:04", 'D': "01/02/06"}
	var b strings.Builder
	for i := 0; i < len(spec); i++ {
		if spec[i] != '%' || i+1 == len(spec) {
			b.WriteByte(spec[i])
			continue
		}
		i++
		layout, ok := layouts[spec[i]]
		if !ok {
			return &Unknown{Reason: "the date format '" + spec + "' is not interpreted"}
		}
		b.WriteString(d.Format(layout))
	}
	return b.String()
}

func newTimeSpan(c *invocation) []Value {
	c.take("Start@1 End@2 Days Hours Minutes Seconds Milliseconds")
	if c.has("Start") || c.has("End") {
		var ends [2]any
		for i, name := range []string{"Start", "End"} {
			v, ok := c.get(name)
			if !ok {
				v = Value{Data: c.in.now()}
			}
			if u := unknown(v); u != nil {
				return []Value{{u, c.from}}
			}
			data, ok := toDate(v)
			if !ok {
				c.in.throw("'"+Text(v)+"' is not a date", "System.Management.Automation.ParameterBindingException")
			}
			ends[i] = data
		}
		return []Value{c.in.binary("-", Value{Data: ends[1]}, Value{Data: ends[0]}, c.from)}
	}
	total := Span(0)
	units := map[string]time.Duration{"Days": 24 * time.Hour, "Hours": time.Hour, "Minutes": time.Minute, "Seconds": time.Second, "Milliseconds": time.Millisecond}
	for name, unit := range units {
		if v, ok := c.get(name); ok {
			n, _ := index(v)
			total += Span(time.Duration(n) * unit)
		}
	}
	return []Value{{total, c.from}}
}

func newObjectCommand(c *invocation) []Value {
	c.take("TypeName@1 ArgumentList@2* Property ComObject Strict!")
	if c.has("ComObject") {
		return unknownValue(c)
	}
	args, _ := c.get("ArgumentList")
	v := c.in.newObject(c.text("TypeName"), items(args), c.from)
	if properties, ok := c.get("Property"); ok {
		t, isTable := properties.Data.(*Table)
		o, isObject := v.Data.(*Object)
		if isTable && isObject {
			for _, k := range t.Keys() {
				value, _ := t.Get(Text(k))
				o.Props.Set(Text(k), value)
			}
		}
	}
	return []Value{v}
}

func addMember(c *invocation) []Value {
	c.take("MemberType@1 Name@2 Value@3 SecondValue InputObject NotePropertyName NotePropertyValue NotePropertyMembers Force! PassThru! TypeName")
	add := func(o *Object) {
		if name, ok := c.get("NotePropertyName"); ok {
			c.in.setKey(o.Props, name, first(c.get("NotePropertyValue")))
			return
		}
		if t, ok := first(c.get("NotePropertyMembers")).Data.(*Table); ok {
			for _, k := range t.Keys() {
				v, _ := t.Get(Text(k))
				c.in.setKey(o.Props, k, v)
			}
			return
		}
		switch kind := c.text("MemberType"); {
		case strings.EqualFold(kind, "NoteProperty"):
			c.in.setKey(o.Props, first(c.get("Name")), first(c.get("Value")))
		case c.has("Value"):
			c.in.setKey(o.Props, first(c.get("Name")), Value{&Unknown{Reason: "a " + kind + " is not interpreted"}, c.from})
		default: // Add-Member Name Value
			c.in.setKey(o.Props, first(c.get("MemberType")), first(c.get("Name")))
		}
	}
	for _, v := range c.values() {
		if o, ok := v.Data.(*Object); ok {
			add(o)
		}
	}
	if c.is("PassThru") {
		return c.values()
	}
	return nil
}

func joinPathCommand(c *invocation) []Value {
	c.take("Path@1 ChildPath@2 AdditionalChildPath@3* Resolve! Credential")
	path, child := first(c.get("Path")), first(c.get("ChildPath"))
	if c.piped {
		path = collect(c.input, c.from)
	}
	if u := unknown(path, child); u != nil {
		return []Value{{u, c.from}}
	}
	return []Value{{joinPath(Text(path), Text(child)), c.from}}
}

func splitPath(c *invocation) []Value {
	c.take("Path@1 LiteralPath Parent! Leaf! LeafBase! Extension! Qualifier! NoQualifier! IsAbsolute! Resolve!")
	path := first(c.get("Path"))
	if c.piped {
		path = collect(c.input, c.from)
	}
	if u := hasUnknown(path); u != nil {
		return []Value{{u, c.from}}
	}
	method := "getdirectoryname"
	for name, m := range map[string]string{"Leaf": "getfilename", "LeafBase": "getfilenamewithoutextension", "Extension": "getextension"} {
		if c.is(name) {
			method = m
		}
	}
	if c.is("Qualifier") || c.is("NoQualifier") || c.is("IsAbsolute") {
		return unknownValue(c)
	}
	data, _ := pathStatic(method, []Value{path})
	return []Value{{data, c.from}}
}

// invokeExpression follows a text that is known as if it stood here.
func invokeExpression(c *invocation) []Value {
	c.take("Command@1")
	v := first(c.get("Command"))
	if c.piped {
		v = collect(c.input, c.from)
	}
	if u := hasUnknown(v); u != nil {
		c.in.notFollow(c.node.Span, u.Reason)
		return []Value{{u, c.from}}
	}
	script := syntax.Parse(Text(v))
	if len(script.Errors) > 0 {
		c.in.throw("the text that is invoked doesn't parse: "+script.Errors[0].Message, "System.Management.Automation.ParseException")
	}
	c.in.depth++
	if c.in.depth > maxDepth {
		c.in.giveUp("its calls are nested more than 100 deep")
	}
	source, places, place := c.in.source, c.in.places, c.in.place
	c.in.source, c.in.places = script.Source, &c.from
	defer func() {
		c.in.source, c.in.places, c.in.place = source, places, place
		c.in.depth--
	}()
	var out output
	c.in.blockBody(script.Body, nil, &out)
	return out.values
}

// invokeCommand passes a block over that changes nothing here. One without a computer is
// followed, one for another computer is handed to the host.
func invokeCommand(c *invocation) []Value {
	c.take("ComputerName@1 ScriptBlock@2 Session ArgumentList Credential InputObject AsJob! JobName ThrottleLimit ConfigurationName ConnectionUri HideComputerName! NoNewScope! FilePath Authentication UseSSL! Port SessionOption")
	block, _ := first(c.get("ScriptBlock")).Data.(*Block)
	if block == nil {
		block, _ = first(c.get("ComputerName")).Data.(*Block)
		if block == nil {
			c.in.notFollow(c.node.Span, "what is invoked is not known")
			return unknownValue(c)
		}
		return c.in.callBlock(block, items(first(c.get("ArgumentList"))), nil)
	}
	if !c.in.touches(block.Body) && c.has("ComputerName") {
		return unknownValue(c)
	}
	args := items(first(c.get("ArgumentList")))
	if !c.has("ComputerName") && !c.has("Session") {
		return c.in.callBlock(block, args, nil)
	}
	return c.elsewhere(block, args)
}

// elsewhere follows a block as on the computers named.
func (c *invocation) elsewhere(block *Block, args []Value) []Value {
	computers := first(c.get("ComputerName"))
	if u := hasUnknown(computers); u != nil || c.has("Session") {
		c.in.notFollow(c.node.Span, "it runs on a computer that is not known")
		return unknownValue(c)
	}
	var out []Value
	server := c.in.options.Server
	for _, computer := range items(computers) {
		name, _, _ := strings.Cut(Text(computer), ".")
		c.in.setServer(name)
		out = append(out, c.in.callBlock(block, args, nil)...)
	}
	c.in.setServer(server)
	return out
}

// setServer changes the computer on which commands run.
func (in *Interp) setServer(name string) {
	in.options.Server = name
}

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

func secureString(c *invocation) []Value {
	return []Value{{&Unknown{Reason: "a password is not looked at"}, c.from}}
}

func getUnique(c *invocation) []Value {
	var out []Value
	for _, v := range c.input {
		if len(out) == 0 || !equal(out[len(out)-1], v, true) {
			out = append(out, v)
		}
	}
	return out
}

func selectString(c *invocation) []Value { return unknownValue(c) }

func measureCommand(c *invocation) []Value {
	for _, arg := range c.args {
		if arg.Value != nil {
			if b, ok := arg.Value.Data.(*Block); ok {
				c.in.callBlock(b, nil, nil)
			}
		}
	}
	return []Value{{&Unknown{Reason: "how long a command takes is not known"}, c.from}}
}
