package json

import (
	"context"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Part is a part of a file that is a JSON array: some of its elements, each with the comma
// behind it.
type Part struct {
	File *document.File

	first    source.Position // where the part begins
	last     bool            // the list ends with this part
	complete bool            // all of it was validated
	count    int             // of the elements
}

func newPart(ctx context.Context, name, text string, first source.Position, open source.Opener, offset int64, last bool) *Part {
	p := &Part{first: first, last: last}
	p.File = document.NewPart(source.Part(ctx, name, text, first, open, offset), notation{}, p.elements)
	return p
}

// elements yields the elements of the part, each as soon as it was validated.
func (p *Part) elements(yield func(document.Value) bool) {
	e := newElements(p.File, p.first)
	p.complete, p.count = false, 0
	for at := skipBlanks(e.text, 0); at < len(e.text); at = skipBlanks(e.text, at+1) {
		v, end, ok := e.next(at)
		if !ok {
			return
		}
		p.count++
		if !yield(v) {
			return
		}
		if at = skipBlanks(e.text, end); at == len(e.text) {
			p.complete = p.last
			return
		}
		if e.text[at] != ',' {
			return
		}
	}
	p.complete = !p.last // in the last part a value must follow the comma
}

// Complete reports whether parts, all of whose elements have been read, are one valid list.
func Complete(parts []*Part) bool {
	elements := 0
	for _, part := range parts {
		if !part.complete {
			return false
		}
		elements += part.count
	}
	return elements <= document.MaxElements
}
