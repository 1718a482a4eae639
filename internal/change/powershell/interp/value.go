package interp

import (
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// Value is a value and the expression that wrote it, for messages about it.
//
// Data is nil ($null), bool, int32, int64, float64, *big.Rat ([decimal]), Byte, Char,
// string, Date, Span, Enum, Type, *List, *Table, *Object, *Block, *Regex or *Unknown.
type Value struct {
	Data any
	From syntax.Span
}

// Byte is a [byte].
type Byte uint8

// Char is a [char].
type Char rune

// Date is a [datetime] without a time zone, and Span a [timespan].
type (
	Date struct{ time.Time }
	Span time.Duration
)

// Type is a .NET type, by the name as written.
type Type string

// Enum is a value of an enumeration that the host knows; flags are joined by ", ".
type Enum struct{ Type, Text string }

// Unknown is a value that can't be known, and why. File is the name of the file whose
// content it is, where it is that.
type Unknown struct {
	Reason string
	File   string
}

// List is an array, or another list where Type says so. Fixed ones can't grow.
type List struct {
	Items []Value
	Type  string
	Fixed bool
}

// Object is an object with properties. Text is its ToString; Ref is the host's.
type Object struct {
	Type  string
	Props *Table
	Text  string
	Ref   any
	// Unread is why the text isn't known.
	Unread *Unknown
}

// Block is a script block.
type Block struct {
	Body   *syntax.ScriptBlock
	source string       // its own text
	script string       // the text that its places are of
	places *syntax.Span // what stands for places in it, if it comes from a text
	vars   map[string]*variable
}

// Table is a hash table, or the properties of an object. Keys keep their order; case makes
// no difference.
type Table struct {
	Ordered bool
	keys    []string
	names   map[string]Value
	values  map[string]Value
	open    *Unknown // set where there may be other keys
}

// NewTable returns an empty table.
func NewTable() *Table {
	return &Table{names: map[string]Value{}, values: map[string]Value{}}
}

// Len returns the number of keys.
func (t *Table) Len() int { return len(t.keys) }

// Keys returns the keys as written, in order.
func (t *Table) Keys() []Value {
	keys := make([]Value, len(t.keys))
	for i, k := range t.keys {
		keys[i] = t.names[k]
	}
	return keys
}

// Get returns the value of a key.
func (t *Table) Get(key string) (Value, bool) {
	v, ok := t.values[strings.ToLower(key)]
	return v, ok
}

// Set adds or replaces a key.
func (t *Table) Set(key string, v Value) { t.set(Value{Data: key}, key, v) }

func (t *Table) set(name Value, key string, v Value) {
	key = strings.ToLower(key)
	if _, ok := t.values[key]; !ok {
		t.keys = append(t.keys, key)
		t.names[key] = name
	}
	t.values[key] = v
}

func (t *Table) remove(key string) {
	key = strings.ToLower(key)
	if _, ok := t.values[key]; !ok {
		return
	}
	delete(t.values, key)
	delete(t.names, key)
	for i, k := range t.keys {
		if k == key {
			t.keys = append(t.keys[:i:i], t.keys[i+1:]...)
			return
		}
	}
}

// SetOpen says that there may be other keys, whose values are not known.
func (t *Table) SetOpen(u *Unknown) { t.open = u }

func (t *Table) clone() *Table {
	c := NewTable()
	c.Ordered, c.open = t.Ordered, t.open
	for _, k := range t.keys {
		c.set(t.names[k], k, t.values[k])
	}
	return c
}

// NewList returns an array of the items.
func NewList(items ...Value) *List { return &List{Items: items, Type: "System.Object[]", Fixed: true} }

// NewObject returns an object of a type, with its text and no properties yet.
func NewObject(typeName, text string) *Object {
	return &Object{Type: typeName, Props: NewTable(), Text: text}
}

// unknown returns the first unknown among the values, or nil.
func unknown(values ...Value) *Unknown {
	for _, v := range values {
		if u, ok := v.Data.(*Unknown); ok {
			return u
		}
	}
	return nil
}

// unreadable returns the unknown that a value is as a text, or nil.
func unreadable(v Value) *Unknown {
	for _, item := range items(v) {
		if o, ok := item.Data.(*Object); ok && o.Unread != nil {
			return o.Unread
		}
	}
	return hasUnknown(v)
}

// hasUnknown returns the first unknown in a value or, if it is a list, in its items.
func hasUnknown(v Value) *Unknown {
	if l, ok := v.Data.(*List); ok {
		return unknown(l.Items...)
	}
	return unknown(v)
}
