// Package clixml reads what Export-Clixml writes: a tree of Obj elements, each with the names
// of its .NET types, its properties, and the result of its ToString method.
//
//	<Objs><Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange...ReceiveConnector</T></TN>
//	  <ToString>Default Frontend EX01</ToString>
//	  <Props><S N="Name">Default Frontend EX01</S><Obj N="Fqdn"><ToString>ex01.contoso.com</ToString></Obj></Props>
//	</Obj></Objs>
//
// An object at the top is an Object with its properties as fields. Of an object inside
// another one only the text is read: that is how Exchange's shell shows it.
package clixml

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Decode validates the whole document and finds its objects.
func Decode(f *document.File) error {
	n := notation{map[int]document.Value{}, map[int]source.Span{}, map[source.Span]bool{}}
	s := scanner{file: f, text: f.Content(), notation: n, objects: map[string]target{}, names: map[string]source.Span{}}
	if err := s.document(); err != nil {
		return err
	}
	f.Notation = n
	root := elementAt(s.text, s.root)
	if root.name == "Objects" {
		return f.ErrorAt(s.root, "this is what ConvertTo-Xml writes; export the objects with Export-Clixml -Depth 4 or ConvertTo-Json -Depth 4")
	}
	if root.name != "Objs" {
		f.Values = []document.Value{f.Value(document.Object, emptyAt(s.root))} // another program's XML
		return nil
	}
	for child := range root.children(s.text) {
		v := n.record(f, child)
		if v.Kind == document.String && contentOf(child.name) == plain {
			v = f.Value(document.Object, emptyAt(child.outer.Start)) // a text was exported, not an object
		}
		if v.Kind == document.Array {
			n.lists[v.Span] = true
		}
		f.Values = append(f.Values, v)
	}
	return nil
}

func emptyAt(at int) source.Span { return source.Span{Start: at, End: at} }

func (notation) Name() string { return "clixml" }

func (notation) Text(v document.Value) string { return unescape(v.Raw()) }

// Items returns the elements of a list. Those of a list at the top are records.
func (n notation) Items(v document.Value) (items []document.Value) {
	text, read := v.File().Content(), n.value
	if n.lists[v.Span] {
		read = n.record
	}
	for child := range elementAt(text, v.Span.Start).children(text) {
		if contentOf(child.name) != values {
			continue
		}
		for item := range child.children(text) {
			items = append(items, read(v.File(), item))
		}
	}
	return items
}

func (n notation) Fields(v document.Value, yield func(document.Field) bool) {
	if v.Span.Start == v.Span.End {
		return
	}
	text := v.File().Content()
	for child := range elementAt(text, v.Span.Start).children(text) {
		if child.name != "Props" && child.name != "MS" {
			continue
		}
		for member := range child.children(text) {
			if !yield(document.Field{Name: member.attribute(text, "N"), Value: n.value(v.File(), member)}) {
				return
			}
		}
	}
}

// Records reads the members of a custom object and the entries of a hash table.
func (n notation) Records(v document.Value, yield func(document.Field) bool) {
	if v.Span.Start == v.Span.End {
		return
	}
	text := v.File().Content()
	for child := range elementAt(text, v.Span.Start).children(text) {
		if child.name != "Props" && child.name != "MS" && child.name != "DCT" {
			continue
		}
		for member := range child.children(text) {
			name := member.attribute(text, "N")
			if member.name == "En" {
				name, member = n.entry(v.File(), member)
			}
			if !n.yieldRecords(v.File(), name, member, yield) {
				return
			}
		}
	}
}

// entry returns the key of an entry of a hash table, as a text, and the element of its value.
func (n notation) entry(f *document.File, entry element) (key string, value element) {
	text := f.Content()
	for child := range entry.children(text) {
		if child.attribute(text, "N") == "Key" {
			key = n.value(f, child).Text()
		} else {
			value = child
		}
	}
	return key, value
}

// yieldRecords yields a member, or the elements of one that is a list.
func (n notation) yieldRecords(f *document.File, name string, member element, yield func(document.Field) bool) bool {
	v := n.record(f, member)
	if v.Kind != document.Array {
		return yield(document.Field{Name: name, Value: v})
	}
	for child := range elementAt(f.Content(), v.Span.Start).children(f.Content()) {
		if contentOf(child.name) != values {
			continue
		}
		for item := range child.children(f.Content()) {
			if !yield(document.Field{Name: name, Value: n.record(f, item)}) {
				return false
			}
		}
	}
	return true
}

func (n notation) TypeName(v document.Value) string {
	if v.Kind != document.Object && v.Kind != document.Array || v.Span.Start == v.Span.End {
		return ""
	}
	text := v.File().Content()
	for child := range elementAt(text, v.Span.Start).children(text) {
		switch child.name {
		case "TNRef":
			name := n.types[child.outer.Start]
			return unescape(text[name.Start:name.End])
		case "TN":
			name := child.first(text)
			return unescape(text[name.Start:name.End])
		}
	}
	return ""
}

func (notation) Command(document.Value) string { return "" }

func (notation) IsSelfContained(v document.Value) bool {
	return strings.IndexByte(v.Raw(), '<') < 0
}
