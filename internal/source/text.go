package source

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/diag"
)

// MaxSize is the size of the largest file that is read, in bytes.
const MaxSize = 2 << 30

// Text is the decoded text of a file, or of a part of one. It may be read by several
// goroutines at once.
type Text struct {
	Name string // as it was given, for messages and reports

	text   string
	first  Position // where the text begins: for a part not the beginning of the file
	origin origin
	clock  clock // while the text is decoded

	mu       sync.Mutex // guards what follows
	marks    []Position // at which each block of the text begins; nil until it is needed
	redacted []Span     // sorted, apart from each other
	masked   maskedLine
}

// origin is where a text can be read again.
type origin struct {
	open   Opener // nil if it can't be
	offset int64  // of the text in the file's bytes; of a whole file 0
	part   bool   // the bytes are the text as it is
	size   int    // of the text
	sum    uint64 // of the text
}

// maskedLine is the line that was masked last. Many findings are on one line if an export
// has no line breaks, and must not bring a copy of it each.
type maskedLine struct {
	number int
	text   string
}

// Decode returns the text of a file's bytes. The error is a [diag.Diagnostic]: the bytes
// are no text, or ctx has ended.
func Decode(ctx context.Context, name string, data []byte) (*Text, error) {
	return decodeText(ctx, name, string(data))
}

func decodeText(ctx context.Context, name, data string) (*Text, error) {
	if int64(len(data)) > MaxSize {
		return nil, diag.Diagnostic{File: name, Message: "the file is larger than 2 GiB; export fewer objects into each file"}
	}
	text, fault := decode(ctx, data)
	t := New(name, text)
	t.clock.ctx = ctx
	if err := t.Late(0); err != nil {
		return nil, err
	}
	if fault != "" {
		return nil, t.ErrorAt(len(text), "%s", fault)
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return nil, t.ErrorAt(i, "the file has a NUL character here, so it is not text in UTF-8, UTF-16 or Windows-1252; export it again with -Encoding UTF8")
	}
	if strings.HasPrefix(text, byteOrderMark) && !t.IsBlank() { // it would become part of the first column's name
		return nil, t.ErrorAt(0, "the file begins with a second byte order mark, as a pipe adds one; remove it")
	}
	return t, nil
}

// New returns a text that is in memory already.
func New(name, text string) *Text { return &Text{Name: name, text: text, first: start} }

// Content returns the whole text. It holds secrets: no part of it may be shown but by
// [Text.Line].
func (t *Text) Content() string { return t.text }

// IsBlank reports whether no character of the text is visible. Byte order marks come from
// pipes, and DOS ended files with Control-Z.
func (t *Text) IsBlank() bool {
	return strings.IndexFunc(t.text, func(c rune) bool { return !unicode.IsSpace(c) && c != '\ufeff' && c != '\x1a' }) < 0
}

// Before reports whether t comes before another text: by name, and parts of one file in
// their order.
func (t *Text) Before(other *Text) bool {
	return cmp.Or(cmp.Compare(t.Name, other.Name), cmp.Compare(t.origin.offset, other.origin.offset)) < 0
}

// ErrorAt returns a [diag.Diagnostic] at an offset. Its message may show the one character
// there, quoted, and nothing more of the text: an export holds secrets.
func (t *Text) ErrorAt(at int, format string, args ...any) error {
	p := t.Position(at)
	return diag.Diagnostic{File: t.Name, Line: p.Line, Column: p.Column, Message: fmt.Sprintf(format, args...)}
}

// Unexpected returns the error that a character is found where another is expected.
func (t *Text) Unexpected(at int, expected string) error {
	found, _ := utf8.DecodeRuneInString(t.text[at:])
	return t.ErrorAt(at, "expected %s, found %q", expected, found)
}

// clock ends the decoding of a text early.
type clock struct {
	ctx  context.Context
	next int // the offset from which on it is checked again
}

// Late returns an error if the context of the decoding has ended before the offset that is
// reached.
func (t *Text) Late(at int) error {
	if at < t.clock.next || t.clock.ctx == nil {
		return nil
	}
	t.clock.next = at + stride
	if t.clock.ctx.Err() != nil {
		return diag.Diagnostic{File: t.Name, Message: outOfTime}
	}
	return nil
}

const outOfTime = "the run ended while this file was read"
