package formatlist

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// notation reads the objects of a list that was decoded.
type notation struct {
	document.Flat
	objects map[int]*object   // by where they start
	values  map[int]*property // by where their values start
	prose   map[int]string    // the prompt above a line, by where that starts
}

func newNotation() notation {
	return notation{objects: map[int]*object{}, values: map[int]*property{}, prose: map[int]string{}}
}

func (notation) Name() string { return "format-list" }

// Text joins the lines of a wrapped value.
func (n notation) Text(v document.Value) string {
	text := v.File().Content()
	p := n.values[v.Span.Start]
	if p == nil {
		return plain(v.Raw())
	}
	var b strings.Builder
	for i, piece := range p.pieces {
		if i > 0 && !piece.glued {
			b.WriteByte(' ')
		}
		b.WriteString(text[piece.span.Start:piece.span.End])
	}
	return strings.TrimSpace(plain(b.String()))
}

func (n notation) Fields(v document.Value, yield func(document.Field) bool) {
	o := n.objects[v.Span.Start]
	if o == nil {
		return
	}
	for _, p := range o.properties {
		span := source.Span{Start: p.pieces[0].span.Start, End: p.pieces[len(p.pieces)-1].span.End}
		if !yield(document.Field{Name: p.name, Value: v.File().Value(kindOf(span), span)}) {
			return
		}
	}
}

// TypeName returns the cmdlet that a prompt above an object, or above a line of prose, shows.
func (n notation) TypeName(v document.Value) string { return cmdletOf(n.Command(v)) }

// Command returns the prompt above an object, or above a line of prose, with what was typed there.
func (n notation) Command(v document.Value) string {
	if o := n.objects[v.Span.Start]; o != nil && v.Kind == document.Object {
		return o.command
	}
	return n.prose[v.Span.Start]
}

func kindOf(span source.Span) document.Kind {
	if span.Start == span.End {
		return document.Null
	}
	return document.String
}
