package clixml

import (
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Limits of a document.
const (
	MaxDepth    = 300 // elements inside each other: an object takes three
	MaxUnfolded = 10  // bytes that references unfold to, for each byte of the file: real ones add hardly any
)

// scanner validates a document. It accepts the XML that .NET writes: a declaration, elements,
// attributes, text and the five escapes. It refuses what else XML has (document types,
// declared entities, sections): no export needs it, and it is used in attacks on readers.
type scanner struct {
	file     *document.File
	text     string
	notation notation
	root     int
	stack    []openElement

	objects map[string]target      // by RefId: the last Obj so far
	names   map[string]source.Span // by RefId: the first name in the last TN so far
	size    int                    // what the references so far unfold to, in bytes
}

// openElement is an element whose end was not read yet.
type openElement struct {
	tag      source.Span
	holds    content
	children int
	shown    shown       // of an Obj
	typeName source.Span // of a TN: its first name
	size     int         // what the references in it unfold to, in bytes
	depth    int         // how many references follow each other in it
}
