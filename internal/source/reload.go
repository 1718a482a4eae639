package source

import (
	"bytes"
	"context"
	"hash/maphash"
	"io"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
)

// Opener opens a file's bytes at their beginning, as often as it is called.
type Opener func() (io.ReadSeekCloser, error)

// Bytes returns the opener of what is in memory.
func Bytes(data []byte) Opener {
	return func() (io.ReadSeekCloser, error) { return inMemory{bytes.NewReader(data)}, nil }
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// Read reads and decodes a whole file, as [Decode] does. The text can be released and
// loaded again. The error is a [diag.Diagnostic] or the opener's own.
func Read(ctx context.Context, name string, open Opener) (*Text, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := readAll(r)
	if err != nil {
		return nil, err
	}
	t, err := decodeText(ctx, name, data)
	if err != nil {
		return nil, err
	}
	t.origin = origin{open: open, size: len(t.text), sum: sum(t.text)}
	return t, nil
}

// Part returns a part of a file in UTF-8 that was read already: text is at this position
// and offset of the file. It can be released and loaded again.
func Part(ctx context.Context, name, text string, at Position, open Opener, offset int64) *Text {
	t := New(name, text)
	t.first, t.clock.ctx = at, ctx
	t.origin = origin{open: open, part: true, offset: offset, size: len(text), sum: sum(text)}
	return t
}

// readAll reads a file to its end, or slightly further than a file may be long. It
// allocates room for all of it at once.
func readAll(r io.ReadSeeker) (string, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return "", err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return readString(io.LimitReader(r, MaxSize+1), int(min(max(size, 0), MaxSize+1)))
}

// readString reads to the end, which is expected after size bytes.
func readString(r io.Reader, size int) (string, error) {
	var data strings.Builder
	data.Grow(size)
	_, err := io.Copy(&data, r)
	return data.String(), err
}

// read reads the text again from the file's bytes.
func (o origin) read(r io.ReadSeeker) (string, error) {
	if !o.part {
		data, err := readAll(r)
		text, _ := decode(context.Background(), data)
		return text, err
	}
	if _, err := r.Seek(o.offset, io.SeekStart); err != nil {
		return "", err
	}
	return readString(io.LimitReader(r, int64(o.size)), o.size)
}

var seed = maphash.MakeSeed()

func sum(text string) uint64 { return maphash.String(seed, text) }

// Release drops the text so that its memory can be freed, and reports whether it did: not
// if it can't be read again. Whoever needs what the text holds must have copied it.
func (t *Text) Release() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.origin.open == nil {
		return false
	}
	t.text = ""
	return true
}

// Load reads the text again if it was released. It fails if the file has changed since.
func (t *Text) Load() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.origin.open == nil || len(t.text) == t.origin.size {
		return nil
	}
	r, err := t.origin.open()
	if err != nil {
		return err
	}
	defer r.Close()
	text, err := t.origin.read(r)
	if err != nil || len(text) != t.origin.size || sum(text) != t.origin.sum {
		return diag.Diagnostic{File: t.Name, Message: "the file changed while it was linted"}
	}
	t.text = text
	return nil
}
