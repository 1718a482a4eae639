package document

import "github.com/exchlint/exchlint/internal/source"

// File returns the file that v is in.
func (v Value) File() *File { return v.file }

// Place returns the place of v in its file.
func (v Value) Place() source.Place {
	if v.file == nil {
		return source.Place{}
	}
	return v.file.Place(v.Span)
}

// Raw returns v as it is written in its file, quotes and escapes included.
func (v Value) Raw() string {
	if v.file == nil {
		return ""
	}
	return v.file.Content()[v.Span.Start:v.Span.End]
}

// Text returns what a String means, or a Number or a Bool as written; "" for others. Half
// a surrogate pair is returned as U+FFFD.
func (v Value) Text() string {
	switch v.Kind {
	case String:
		return v.file.Notation.Text(v)
	case Number, Bool:
		return v.Raw()
	}
	return ""
}

// Items returns the elements of an Array; nil for other kinds.
func (v Value) Items() []Value {
	if v.Kind != Array {
		return nil
	}
	return v.file.Notation.Items(v)
}

// Fields returns the members of an Object in the file's order, also those whose names
// occur twice; nil for other kinds.
func (v Value) Fields() []Field {
	switch {
	case v.Kind != Object:
		return nil
	case v.isCurrent():
		return v.file.current.Fields
	}
	fields := make([]Field, 0, min(len(v.Raw())/64+1, 64)) // a common size of members
	v.file.Notation.Fields(v, func(field Field) bool {
		fields = append(fields, field)
		return true
	})
	return fields
}

// Records returns what an object that is only a container holds: its members as objects with all
// their properties, the elements of a list each under the list's name. It is nil for notations in
// which [Value.Fields] shows members whole.
func (v Value) Records() (records []Field) {
	if v.Kind == Object && v.file.Notation != nil {
		v.file.Notation.Records(v, func(field Field) bool {
			records = append(records, field)
			return true
		})
	}
	return records
}

// All yields the same members as [Value.Fields].
func (v Value) All(yield func(Field) bool) {
	switch {
	case v.Kind != Object:
	case v.isCurrent():
		for _, field := range v.file.current.Fields {
			if !yield(field) {
				return
			}
		}
	default:
		v.file.Notation.Fields(v, yield)
	}
}

// isCurrent reports whether v is the element of a list that was read last.
func (v Value) isCurrent() bool { return v.file.elements != nil && v.file.current.Span == v.Span }

// Sites returns the places of the members of an element that was read last, in their
// order. ok is false if they are not known.
func (v Value) Sites() (head Head, sites []Site, ok bool) {
	if v.file == nil || !v.isCurrent() || v.file.current.Sites == nil {
		return Head{}, nil, false
	}
	return v.file.current.Head, v.file.current.Sites, true
}

// TypeName returns the .NET type that the file states for the value itself; "" if it
// states none. Only CLIXML does.
func (v Value) TypeName() string {
	if v.file == nil || v.file.Notation == nil {
		return ""
	}
	return v.file.Notation.TypeName(v)
}

// Command returns the line of a prompt, with the command that has shown the value; "" if there is
// none. Only what Format-List shows may have one.
func (v Value) Command() string {
	if v.file == nil || v.file.Notation == nil {
		return ""
	}
	return v.file.Notation.Command(v)
}

// IsSelfContained reports whether all that v means is in its own span. In CLIXML it may be
// elsewhere. Two such values mean the same if they are written alike in one notation.
func (v Value) IsSelfContained() bool {
	return v.file == nil || v.file.Notation == nil || v.file.Notation.IsSelfContained(v)
}
