package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// File is one export as text. It may be read by several goroutines at once.
type File struct {
	Name    string   // as it was given, for messages and reports
	Values  []Value  // the values at the top: JSON's only one, or an Object for each row of a CSV
	Columns []string // the names in a CSV's header, also when no row follows; nil for JSON
	Type    string   // the .NET type that a CSV's #TYPE line names; "" where it has none

	text     string
	notation notation
	first    position // where the text begins: a part's is not the file's beginning
	listed   bool     // it is a part of a list, with some of its elements
	last     bool     // the list ends with this part
	faulty   bool     // it has turned out to be no part of a list
	count    int      // of the elements that were found
	members  []Field  // of the element that is found now
	member   Span     // where that stands
	head     Head     // likewise
	sites    []Site   // of its members; nil where that is not known
	clock    clock    // while the file is decoded

	source   Source // where the text can be read again; nil for nowhere
	reload   func(io.ReadSeeker) (text string, memory []byte, err error)
	memory   []byte    // of the text, where it can be used again
	memories *memories // that it is one of; nil for none
	offset   int64     // of the text in the file's bytes
	size     int       // of the text
	sum      uint64    // of the text

	mu       sync.Mutex // guards what follows
	marks    []position // at which each block of the text begins; nil until somebody asks
	redacted []Span     // sorted, apart from each other
	masked   maskedLine
}

// Decode reads a whole file: finds its encoding and its notation and checks that
// all of it is well-formed. An error is an [*Error]. A file of no bytes, of byte
// order marks or of blanks alone is no error but a File without Values. When ctx ends, so
// does the work, with an error. The bytes are the File's from then on, and never change.
func Decode(ctx context.Context, name string, data []byte) (*File, error) {
	if int64(len(data)) > MaxSize {
		return nil, &Error{File: name, Message: "the file is larger than 2 GiB; export fewer objects into each file"}
	}
	text, fault := decodeText(ctx, data)
	f := newFile(name, text)
	f.clock.ctx = ctx
	if err := f.late(0); err != nil {
		return nil, err
	}
	if fault != "" {
		return nil, f.errorAt(len(text), "%s", fault)
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return nil, f.errorAt(i, "a NUL character stands here, so this is no text in UTF-8, UTF-16 or Windows-1252; export it again with -Encoding UTF8")
	}
	if strings.IndexFunc(text, isInk) < 0 {
		return f, nil
	}
	if strings.HasPrefix(text, "\ufeff") { // it would be part of what stands first, such as a column's name
		return nil, f.errorAt(0, "a second byte order mark stands here, as a pipe adds one; take it away")
	}
	if err := decoderOf(name, text)(f); err != nil {
		return nil, err
	}
	return f, nil
}

// isInk reports whether a character shows. Of those that don't, byte order marks come of
// pipes, each with its own, and DOS ended files with Control-Z.
func isInk(c rune) bool { return !unicode.IsSpace(c) && c != '\ufeff' && c != '\x1a' }

func newFile(name, text string) *File {
	return &File{Name: name, text: text, first: position{1, 1}}
}

// errorAt makes an error of the character at an offset. Its message may show that
// one character, quoted, and nothing more of the text: an export holds secrets.
func (f *File) errorAt(at int, format string, args ...any) error {
	p := f.position(at)
	return &Error{File: f.Name, Line: p.line, Column: p.column, Message: fmt.Sprintf(format, args...)}
}

// unexpected is the error of a character that stands where another should.
func (f *File) unexpected(at int, expected string) error {
	found, _ := utf8.DecodeRuneInString(f.text[at:])
	return f.errorAt(at, "expected %s, found %q", expected, found)
}

// Before reports whether f stands before another file: by name, and parts of one file in
// their order.
func (f *File) Before(other *File) bool {
	return cmp.Or(cmp.Compare(f.Name, other.Name), cmp.Compare(f.offset, other.offset)) < 0
}

// File returns the file that v stands in.
func (v Value) File() *File { return v.file }

// Place returns where v stands in its file.
func (v Value) Place() Place {
	if v.file == nil {
		return Place{}
	}
	return v.file.Place(v.Span)
}

// Raw returns v as it is written in its file, quotes and escapes included.
func (v Value) Raw() string {
	if v.file == nil {
		return ""
	}
	return v.file.text[v.Span.Start:v.Span.End]
}

// Text returns what a String says, or a Number or a Bool as written; "" for others.
// Half a surrogate pair reads as U+FFFD.
func (v Value) Text() string {
	switch v.Kind {
	case String:
		return v.file.notation.text(v.Raw())
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
	return v.file.notation.items(v)
}

// Fields returns the members of an Object in the file's order, also those whose
// names occur twice; nil for other kinds.
func (v Value) Fields() []Field {
	switch {
	case v.Kind != Object:
		return nil
	case v.isElement():
		return v.file.members
	}
	return v.file.notation.fields(v)
}

// isElement reports whether v is the element of a list that was found last.
func (v Value) isElement() bool { return v.file.listed && v.file.member == v.Span }

// All goes through the same members, without a list of them where that can be.
func (v Value) All(yield func(Field) bool) {
	if v.Kind != Object {
		return
	}
	if json, ok := v.file.notation.(jsonText); ok && !v.isElement() {
		json.all(v, yield)
		return
	}
	for _, field := range v.Fields() {
		if !yield(field) {
			return
		}
	}
}
