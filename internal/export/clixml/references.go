package clixml

import "github.com/exchlint/exchlint/internal/export/document"

// A Ref refers to the Obj of its RefId that began before it, the last one if there are
// several: two exports in one file count from the same number. TNRef and TN do likewise.
// References are resolved when they are read, and kept by their offsets.

// target is the Obj that a Ref refers to.
type target struct {
	value document.Value // of no file until the Obj was read to its end
	size  int            // what it takes to read it, in bytes, with all that it refers to
	depth int            // how many references follow each other in it
}

// refer keeps an element that may be referred to, and resolves one that refers to another.
func (s *scanner) refer(o *openElement, e element) error {
	id := e.attribute(s.text, "RefId")
	switch e.name {
	case "Obj":
		s.keep(id, o, e)
	case "TN":
		s.names[id] = o.typeName
	case "Ref":
		return s.follow(id, o, e)
	case "TNRef":
		name, known := s.names[id]
		if !known || id == "" {
			return s.file.ErrorAt(e.outer.Start, "this TNRef refers to no TN before it; "+exportEach)
		}
		s.notation.types[e.outer.Start] = name
	}
	return nil
}

const exportEach = "part of the file is missing, or others were put into it: export again, each time into a file of its own"

// keep keeps an Obj for the references to it. If it has a text, that is its value.
func (s *scanner) keep(id string, o *openElement, e element) {
	if id == "" {
		return
	}
	v := o.shown.of(s.file, e)
	t := target{value: v, size: v.Span.End - v.Span.Start}
	if v.Kind == document.Array || v.Kind == document.Object {
		t.size, t.depth = t.size+o.size, o.depth
	}
	s.objects[id] = t
}

// follow resolves a Ref and adds what it unfolds to. One reference is harmless; objects that
// refer to objects that refer to others make a small file endless. An object inside itself is
// an Object without members.
func (s *scanner) follow(id string, o *openElement, e element) error {
	t, known := s.objects[id]
	if !known {
		return s.file.ErrorAt(e.outer.Start, "this Ref refers to no Obj before it, so its value is missing; "+exportEach)
	}
	if t.value.File() == nil {
		t.value = s.file.Value(document.Object, e.outer)
	}
	s.notation.refs[e.outer.Start] = t.value
	o.size, o.depth = t.size, t.depth+1
	s.size += t.size
	if s.size > MaxUnfolded*len(s.text) || o.depth > document.MaxDepth {
		return s.file.ErrorAt(o.tag.Start, "the references (Ref) up to here unfold to far more than the file: this is not an export")
	}
	return nil
}
