package export

import (
	"bytes"
	"context"
	"hash/maphash"
	"io"
	"strings"
	"unicode/utf8"
)

// Source opens a file's bytes at their beginning, as often as it is asked.
type Source func() (io.ReadSeekCloser, error)

// Bytes is the source of what lies in memory.
func Bytes(data []byte) Source {
	return func() (io.ReadSeekCloser, error) { return held{bytes.NewReader(data)}, nil }
}

type held struct{ *bytes.Reader }

func (held) Close() error { return nil }

// Read reads a file as [Decode] does, but a long list of objects in parts, so that the
// file never lies in memory as a whole. A part is a File of its own with some of the
// objects; its places count from the beginning of the whole. take is given each part as
// soon as it has been checked, while the next one is read, and lets go of its text by
// [File.Release]. What counts are the parts that Read returns in the end, in the order of
// the file: take may have been given others, of a reading that turned out to be wrong.
func Read(ctx context.Context, name string, source Source, take func(*File)) ([]*File, error) {
	r, err := source()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := splitter{ctx: ctx, name: name, source: source, reader: r, take: take, buffer: make([]byte, partSize)}
	if s.split() {
		return s.parts, nil
	}
	f, err := decodeAll(ctx, name, source)
	if err != nil {
		return nil, err
	}
	take(f)
	return []*File{f}, nil
}

func decodeAll(ctx context.Context, name string, source Source) (*File, error) {
	r, err := source()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	f, err := Decode(ctx, name, data)
	if err != nil {
		return nil, err
	}
	f.source, f.size, f.sum = source, len(f.text), sum(f.text)
	f.reload = func(r io.ReadSeeker) (string, error) {
		data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
		text, _ := decodeText(context.Background(), data)
		return text, err
	}
	return f, nil
}

// partSize is how much of a file is read at a time.
const partSize = 1 << 20

// splitter reads a file that is a JSON array in UTF-8, as ConvertTo-Json writes it. It
// gives up at whatever else it meets: [Decode] then reads the file again as a whole, and
// says what is wrong with it, if anything is.
type splitter struct {
	ctx    context.Context
	name   string
	source Source
	reader io.Reader
	take   func(*File)
	buffer []byte // what is read at a time

	parts    []*File
	offset   int64    // of text in the file's bytes
	first    position // of text
	text     string   // what has been read and is in no part yet
	ended    bool     // no more bytes follow
	elements int
}

// split reports whether the whole file could be read in parts.
func (s *splitter) split() bool {
	s.first = position{1, 1}
	if !s.more() || s.ended || strings.IndexByte(s.text, 0) >= 0 {
		return false // a short file, or UTF-16
	}
	if rest, marked := strings.CutPrefix(s.text, "\ufeff"); marked {
		s.text, s.offset = rest, int64(len("\ufeff"))
	}
	start := skipBlanks(s.text, 0)
	if !strings.HasPrefix(s.text[start:], "[") {
		return false
	}
	s.pass(start + 1)
	for s.ctx.Err() == nil {
		switch closed, ok := s.part(); {
		case !ok:
			return false
		case closed:
			return len(s.parts) > 0
		}
	}
	return false
}

// more reads on behind the text.
func (s *splitter) more() bool {
	n, err := io.ReadFull(s.reader, s.buffer)
	s.ended = err == io.EOF || err == io.ErrUnexpectedEOF
	s.text += string(s.buffer[:n])
	return err == nil || s.ended
}

// pass goes on behind so much of the text.
func (s *splitter) pass(n int) {
	s.first = s.first.after(s.text[:n])
	s.offset += int64(n)
	s.text = s.text[n:]
}

// part makes a part of the elements that are wholly in the text. closed tells that the
// array and the file end behind them; ok is false where this can't be a list like others.
func (s *splitter) part() (closed, ok bool) {
	f := newFile(s.name, "")
	f.first, f.source, f.offset, f.notation, f.listed = s.first, s.source, s.offset, jsonText{}, true
	end := s.elementsOf(f, &closed)
	if closed && strings.TrimLeft(s.text[end:], " \t\r\n") != "" || closed && !s.ended {
		return false, false // something follows the array, or may do so
	}
	if !closed && s.ended {
		return false, false
	}
	if !closed {
		end = s.lineBreak(f, end)
	}
	if len(f.Values) > 0 {
		if f.text = s.text[:end]; !utf8.ValidString(f.text) {
			return false, false
		}
		f.size, f.sum = end, sum(f.text)
		f.reload = func(r io.ReadSeeker) (string, error) { return partOf(r, f.offset, f.size) }
		s.parts = append(s.parts, f)
		s.take(f)
		s.pass(end)
	}
	return closed, closed || len(s.text) < MaxCell && s.more()
}

func partOf(r io.ReadSeeker, offset int64, size int) (string, error) {
	if _, err := r.Seek(offset, io.SeekStart); err != nil {
		return "", err
	}
	data := make([]byte, size)
	_, err := io.ReadFull(r, data)
	return string(data), err
}

// elementsOf finds the elements that are wholly in the text, each with the comma behind
// it, and returns where the last one ends; if the array does, behind its bracket.
func (s *splitter) elementsOf(f *File, closed *bool) (end int) {
	scanner := jsonScanner{file: f, text: s.text, open: make([]int, 1, MaxDepth)}
	f.text = s.text // for faults, of which nobody hears
	for {
		scanner.blanks()
		start := scanner.pos
		if scanner.next() == ']' && (len(s.parts) > 0 || len(f.Values) > 0) {
			*closed = true
			return scanner.pos + 1
		}
		if s.elements++; s.elements > MaxElements || scanner.value() != nil {
			return end
		}
		value := Value{jsonKind(s.text[start]), Span{start, scanner.pos}, f}
		scanner.blanks()
		if scanner.next() == ',' {
			scanner.pos++
		} else if scanner.next() != ']' {
			return end
		}
		f.Values = append(f.Values, value)
		end = scanner.pos
	}
}

// lineBreak moves the end of a part to the end of a line, for lines are shown whole. It
// leaves out elements until one ends a line; a text without line breaks is no matter.
func (s *splitter) lineBreak(f *File, end int) int {
	if !strings.Contains(s.text, "\n") {
		return end
	}
	for len(f.Values) > 0 {
		blanks := skipBlanks(s.text, end)
		if i := strings.LastIndexByte(s.text[end:blanks], '\n'); i >= 0 {
			return end + i + 1
		}
		f.Values = f.Values[:len(f.Values)-1]
		if n := len(f.Values); n > 0 {
			end = f.Values[n-1].Span.End + strings.IndexByte(s.text[f.Values[n-1].Span.End:], ',') + 1
		}
		s.elements--
	}
	return 0
}

var seed = maphash.MakeSeed()

func sum(text string) uint64 { return maphash.String(seed, text) }

// Release lets go of the file's text. It is read again where a place or a line is asked
// for; whoever asks for values must have done so before.
func (f *File) Release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.source != nil {
		f.text, f.Values = "", nil
	}
}

// Load reads the file's text again, if it was let go. It fails where the file has changed
// since.
func (f *File) Load() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.source == nil || len(f.text) == f.size {
		return nil
	}
	r, err := f.source()
	if err != nil {
		return err
	}
	defer r.Close()
	text, err := f.reload(r)
	if err != nil || len(text) != f.size || sum(text) != f.sum {
		return &Error{File: f.Name, Message: "the file changed while it was linted"}
	}
	f.text = text
	return nil
}
