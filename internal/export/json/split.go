package json

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// How much of a file is read at a time, in bytes. Parts of a large file are larger, up to a
// limit, so that there are fewer of them.
const (
	minPart  = 1 << 18
	maxPart  = 1 << 20
	maxParts = 1 << 6 // of a file, before its parts grow
)

// Split reads a file that is a JSON array in UTF-8, as ConvertTo-Json writes it, in parts,
// so that the file is never in memory as a whole. take is given each part; it, or what it
// starts, reads all elements. ok is false if the file is anything else: [Decode] then reads
// it as a whole, and reports what is wrong, if anything is. Only if ok is true and the
// parts are [Complete] in the end was the file read.
func Split(ctx context.Context, name string, open source.Opener, r io.ReadSeeker, take func(*Part)) (parts []*Part, ok bool) {
	return split(ctx, name, open, r, take, minPart)
}

func split(ctx context.Context, name string, open source.Opener, r io.ReadSeeker, take func(*Part), size int) (parts []*Part, ok bool) {
	s := splitter{ctx: ctx, name: name, open: open, reader: r, size: size}
	ok = s.begin()
	for ok && !s.done() {
		if ok = s.part(); ok {
			take(s.parts[len(s.parts)-1])
			ok = s.done() || s.ended || s.more()
		}
	}
	return s.parts, ok
}

// splitter cuts a list into parts by its layout.
type splitter struct {
	ctx    context.Context
	name   string
	open   source.Opener
	reader io.ReadSeeker

	size    int // of a part
	parts   []*Part
	offset  int64           // of text in the file's bytes
	first   source.Position // of text
	text    string          // what was read and is in no part yet
	ended   bool            // no more bytes follow
	closing string          // a line break and what precedes the bracket at every element's end; "" if that is not known
}

// done reports whether the last part was read.
func (s *splitter) done() bool { return len(s.parts) > 0 && s.parts[len(s.parts)-1].last }

// begin reads up to the first element.
func (s *splitter) begin() bool {
	size, err := s.reader.Seek(0, io.SeekEnd)
	if err != nil {
		return false
	}
	if _, err := s.reader.Seek(0, io.SeekStart); err != nil {
		return false
	}
	s.size = int(min(max(int64(s.size), min(size/maxParts, maxPart)), size+1))
	s.first = source.Position{Line: 1, Column: 1}
	if !s.more() || strings.IndexByte(s.text, 0) >= 0 {
		return false // or UTF-16
	}
	if rest, marked := strings.CutPrefix(s.text, "\ufeff"); marked {
		s.text, s.offset = rest, int64(len("\ufeff"))
	}
	start := skipBlanks(s.text, 0)
	if !strings.HasPrefix(s.text[start:], "[") {
		return false
	}
	s.advance(start + 1)
	element := skipBlanks(s.text, 0)
	if i := strings.LastIndexByte(s.text[:element], '\n'); i >= 0 && strings.HasPrefix(s.text[element:], "{") {
		s.closing = s.text[i:element] + "},"
	}
	return true
}

// more reads on behind the text.
func (s *splitter) more() bool {
	var b strings.Builder
	b.Grow(len(s.text) + s.size)
	b.WriteString(s.text)
	_, err := io.CopyN(&b, s.reader, int64(s.size))
	s.ended = errors.Is(err, io.EOF)
	s.text = b.String()
	return err == nil || s.ended
}

// advance goes on behind n bytes of the text.
func (s *splitter) advance(n int) {
	s.first = s.first.After(s.text[:n])
	s.offset += int64(n)
	s.text = s.text[n:]
}

// part makes a part of the elements that are in the text, as far as its layout tells. It
// returns false if this can't be a list like others.
func (s *splitter) part() bool {
	end, last := s.cut()
	for end == 0 && !last {
		if s.ended || len(s.text) >= document.MaxCell || !s.more() {
			return false
		}
		end, last = s.cut()
	}
	if end < 0 || last && end == 0 && len(s.parts) == 0 || !utf8.ValidString(s.text[:end]) {
		return false
	}
	s.parts = append(s.parts, newPart(s.ctx, s.name, s.text[:end], s.first, s.open, s.offset, last))
	s.advance(end)
	return true
}

// cut returns the end of the elements that are wholly in the text, behind the comma and the
// rest of its line; 0 if there is none. last is true if the list ends there, too. The end is
// -1 if the file ends and the list does not.
func (s *splitter) cut() (end int, last bool) {
	if s.ended {
		rest := strings.TrimRight(s.text, " \t\r\n")
		if before, ok := strings.CutSuffix(rest, "]"); ok {
			return len(before), true
		}
		return -1, false
	}
	if s.closing == "" {
		return lastComma(s.text), false
	}
	end = strings.LastIndex(s.text, s.closing) + len(s.closing)
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(s.text[end:], "\r"), "\n"); ok && end >= len(s.closing) {
		return len(s.text) - len(rest), false
	}
	return lastComma(s.text), false
}

// lastComma returns the offset behind the last comma that is in no brackets and, if the
// text has lines, ends one; 0 if there is none.
func lastComma(text string) (end int) {
	lines := strings.Contains(text, "\n")
	v := validator{file: document.New(source.New("", text)), text: text}
	depth := 0
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			if at = v.string(at) - 1; at < 0 {
				return end
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			if depth > 0 {
				continue
			}
			next := skipBlanks(text, at+1)
			if !lines {
				end = at + 1
			} else if i := strings.IndexByte(text[at:next], '\n'); i >= 0 {
				end = at + i + 1
			}
		}
	}
	return end
}
