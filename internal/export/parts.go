package export

import (
	"bytes"
	"context"
	"hash/maphash"
	"io"
	"strings"
	"sync"
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

// Slots bound how many parts of files lie in memory and are taken at once. The memory of those
// that were taken is for the next ones.
type Slots struct {
	taken    chan struct{}
	memories memories
}

// NewSlots returns so many slots.
func NewSlots(n int) *Slots { return &Slots{taken: make(chan struct{}, n)} }

// LetGo lets go of the memory, when no more parts are expected.
func (s *Slots) LetGo() { s.memories.letGo() }

// Read reads a file as [Decode] does, but a long list of objects in parts, so that the
// file never lies in memory as a whole. A part is a File of its own with some of the
// objects; its places count from the beginning of the whole. take is given each part, several
// at once, while the next ones are read; it goes through all of [File.Elements] and lets go
// of the text by [File.Release]. What counts are the parts that Read returns in the end, in
// the order of the file. Where a reading in parts turns out to be wrong, discard is given
// what take was given of it, before the file is read as a whole. An error is an [*Error], or
// the source's own.
func Read(ctx context.Context, name string, source Source, slots *Slots, take func(*File), discard func([]*File)) ([]*File, error) {
	r, err := source()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := splitter{ctx: ctx, name: name, source: source, reader: r, slots: slots, take: take, size: partSize}
	if s.split() {
		return s.parts, nil
	}
	discard(s.parts)
	slots.taken <- struct{}{}
	defer func() { <-slots.taken }()
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
	data, err := readAll(r)
	if err != nil {
		return nil, err
	}
	f, err := Decode(ctx, name, data)
	if err != nil {
		return nil, err
	}
	f.source, f.size, f.sum = source, len(f.text), sum(f.text)
	f.reload = func(r io.ReadSeeker) (string, []byte, error) {
		data, err := readAll(r)
		text, _ := decodeText(context.Background(), data)
		return text, nil, err
	}
	return f, nil
}

// readAll reads a source to its end, or somewhat further than a file may be long. It makes room
// for all of it at once.
func readAll(r io.ReadSeeker) ([]byte, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	data := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), MaxSize+1)+bytes.MinRead))
	_, err = data.ReadFrom(io.LimitReader(r, MaxSize+1))
	return data.Bytes(), err
}

// How much of a file is read at a time, in bytes: of a large one more, as there are fewer
// beginnings then.
const (
	partSize  = 1 << 18
	largePart = 1 << 20
	mostParts = 1 << 6 // of a file, before its parts grow
)

// splitter reads a file that is a JSON array in UTF-8, as ConvertTo-Json writes it. It
// gives up at whatever else it meets: [Decode] then reads the file again as a whole, and
// says what is wrong with it, if anything is.
type splitter struct {
	ctx    context.Context
	name   string
	source Source
	reader io.ReadSeeker
	slots  *Slots
	take   func(*File)
	taken  sync.WaitGroup

	size   int // of a part
	parts  []*File
	offset int64    // of text in the file's bytes
	first  position // of text
	text   string   // what has been read and is in no part yet
	memory []byte   // of the text; nil where a part has it
	ended  bool     // no more bytes follow
	close  string   // a line break and what stands before the bracket of every element's end; "" if that is not known
}

// split reports whether the whole file could be read in parts.
func (s *splitter) split() bool {
	ok := s.begin()
	for ok && !s.done() {
		ok = s.part()
	}
	s.taken.Wait()
	s.slots.memories.giveBack(s.memory)
	elements := 0
	for _, part := range s.parts {
		ok = ok && !part.faulty
		elements += part.count
	}
	return ok && elements <= MaxElements && s.ctx.Err() == nil
}

// done reports whether the last part has been read.
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
	s.size = int(min(max(int64(s.size), min(size/mostParts, largePart)), size+1))
	s.first = position{1, 1}
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
	s.pass(start + 1)
	element := skipBlanks(s.text, 0)
	if i := strings.LastIndexByte(s.text[:element], '\n'); i >= 0 && strings.HasPrefix(s.text[element:], "{") {
		s.close = s.text[i:element] + "},"
	}
	return true
}

// more reads on behind the text.
func (s *splitter) more() bool {
	memory, err := s.slots.memories.read(s.text, s.reader, s.size)
	s.slots.memories.giveBack(s.memory)
	s.ended = err == io.EOF
	s.memory, s.text = memory, textIn(memory)
	return err == nil || s.ended
}

// read returns a text and so many bytes more, in memory that is to be given back. The error
// is io.EOF where they end before.
func (m *memories) read(text string, r io.Reader, size int) ([]byte, error) {
	memory := m.of(len(text) + size)
	n := copy(memory, text)
	more, err := io.ReadFull(r, memory[n:])
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return memory[:n+more], err
}

// pass goes on behind so much of the text.
func (s *splitter) pass(n int) {
	s.first = s.first.after(s.text[:n])
	s.offset += int64(n)
	s.text = s.text[n:]
}

// part makes a part of the elements that are in the text, as far as its layout tells, and
// has it taken. It returns false where this can't be a list like others.
func (s *splitter) part() bool {
	end, last := s.cut()
	if end == 0 && !last {
		return !s.ended && len(s.text) < MaxCell && s.more()
	}
	if end < 0 || last && end == 0 && len(s.parts) == 0 {
		return false
	}
	f := newFile(s.name, s.text[:end])
	if !utf8.ValidString(f.text) {
		return false
	}
	f.first, f.source, f.offset, f.notation, f.listed, f.last = s.first, s.source, s.offset, jsonText{}, true, last
	f.clock.ctx = s.ctx
	f.size, f.sum = end, sum(f.text)
	f.reload = func(r io.ReadSeeker) (string, []byte, error) { return f.memories.partOf(r, f.offset, f.size) }
	s.pass(end)
	s.text = strings.Clone(s.text)
	f.memories, f.memory, s.memory = &s.slots.memories, s.memory, nil
	s.parts = append(s.parts, f)
	s.slots.taken <- struct{}{}
	s.taken.Go(func() {
		s.take(f)
		<-s.slots.taken
	})
	return last || s.ended || s.more()
}

// cut finds where the elements end that are wholly in the text, the comma and the rest of
// the line behind them; 0 where none is. last tells that the list ends there, too; the end
// is -1 where the list does not, but the file does.
func (s *splitter) cut() (end int, last bool) {
	if s.ended {
		rest := strings.TrimRight(s.text, " \t\r\n")
		if before, ok := strings.CutSuffix(rest, "]"); ok {
			return len(before), true
		}
		return -1, false
	}
	if s.close == "" {
		return lastComma(s.text), false
	}
	end = strings.LastIndex(s.text, s.close) + len(s.close)
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(s.text[end:], "\r"), "\n"); ok && end >= len(s.close) {
		return len(s.text) - len(rest), false
	}
	return lastComma(s.text), false
}

// lastComma returns the offset behind the last comma that is in no brackets and, where the
// text has lines, ends one; 0 where there is none.
func lastComma(text string) (end int) {
	lines := strings.Contains(text, "\n")
	depth := 0
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			if at = checkString(text, at) - 1; at < 0 {
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

func (m *memories) partOf(r io.ReadSeeker, offset int64, size int) (string, []byte, error) {
	if _, err := r.Seek(offset, io.SeekStart); err != nil {
		return "", nil, err
	}
	memory, err := m.read("", r, size)
	return textIn(memory), memory, err
}

var seed = maphash.MakeSeed()

func sum(text string) uint64 { return maphash.String(seed, text) }

// Release lets go of the file's text. It is read again where a place or a line is asked
// for. Whoever asks for values must have done so before, and must have cloned what they say:
// the text's memory is used again.
func (f *File) Release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.source != nil {
		f.text, f.Values, f.members, f.sites = "", nil, nil, nil
		f.memories.giveBack(f.memory)
		f.memory = nil
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
	text, memory, err := f.reload(r)
	if err != nil || len(text) != f.size || sum(text) != f.sum {
		return &Error{File: f.Name, Message: "the file changed while it was linted"}
	}
	f.text, f.memory = text, memory
	return nil
}
