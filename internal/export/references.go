package export

// A Ref stands for the Obj of its RefId that was begun before it, the last one where there
// are several: two exports in one file count from the same number. So do TNRef and TN. All
// that is known of them is known when they are met, and is kept by where they stand.

// target is an Obj as a Ref to it sees it.
type target struct {
	value Value // of no file while the Obj is not read to its end
	size  int   // what it takes to read it, in bytes, with all that it refers to
	depth int   // how many references follow each other in it
}

// refer takes note of an element that is referred to, or refers to another.
func (s *xmlScanner) refer(o *openElement, e element) error {
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
			return s.file.errorAt(e.outer.Start, "this TNRef leads to no TN before it; "+exportEach)
		}
		s.form.types[e.outer.Start] = name
	}
	return nil
}

const exportEach = "part of the file is missing, or others were put into it: export again, each time into a file of its own"

// keep remembers an Obj for the references to it. One with a text is no more than that.
func (s *xmlScanner) keep(id string, o *openElement, e element) {
	if id == "" {
		return
	}
	v := o.shown.of(s.file, e)
	t := target{value: v, size: v.Span.End - v.Span.Start}
	if v.Kind == Array || v.Kind == Object {
		t.size, t.depth = t.size+o.size, o.depth
	}
	s.objects[id] = t
}

// follow finds out what a Ref stands for, and adds what it unfolds to. Each alone is
// harmless; objects that refer to objects that refer to others are how a small file becomes
// an endless one. An object inside of itself is one that shows nothing.
func (s *xmlScanner) follow(id string, o *openElement, e element) error {
	t, known := s.objects[id]
	if !known {
		return s.file.errorAt(e.outer.Start, "this Ref leads to no Obj before it, so its value is not there; "+exportEach)
	}
	if t.value.file == nil {
		t.value = Value{Object, e.outer, s.file}
	}
	s.form.refs[e.outer.Start] = t.value
	o.size, o.depth = t.size, t.depth+1
	s.size += t.size
	if s.size > MaxUnfolded*len(s.text) || o.depth > MaxDepth {
		return s.file.errorAt(o.tag.Start, "the references (Ref) up to here unfold to far more than the file: this is no export")
	}
	return nil
}
