package export

import (
	"context"
	"io"
	"sync"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/json"
	"github.com/exchlint/exchlint/internal/source"
)

// Decode decodes a whole file: detects its encoding and its notation and validates all of
// it. An error is a [diag.Diagnostic]. A file of no bytes, of byte order marks or of blanks
// alone is not an error but a File without Values. When ctx ends, so does the work, with an
// error.
func Decode(ctx context.Context, name string, data []byte) (*document.File, error) {
	text, err := source.Decode(ctx, name, data)
	if err != nil {
		return nil, err
	}
	return decode(text)
}

func decode(text *source.Text) (*document.File, error) {
	f := document.New(text)
	if text.IsBlank() {
		return f, nil
	}
	if err := decoderOf(text.Name, text.Content())(f); err != nil {
		return nil, err
	}
	return f, nil
}

// Slots bound how many files, or parts of files, are in memory and taken at once.
type Slots chan struct{}

// NewSlots returns n slots.
func NewSlots(n int) Slots { return make(Slots, n) }

// Read reads a file as [Decode] does, but a long list of objects in parts, so that the file
// is never in memory as a whole. A part is a File of its own with some of the objects; its
// places count from the beginning of the whole.
//
// take is given each part, several at once, while the next ones are read; it reads all of
// [document.File.Elements] and calls [document.File.Release]. Only the parts that Read
// returns count; they are in the order of the file. If the parts turn out not to be one
// list, discard is given those that take was given, before the file is read as a whole. An
// error is a [diag.Diagnostic], or the opener's own.
func Read(ctx context.Context, name string, open source.Opener, slots Slots, take func(*document.File), discard func([]*document.File)) ([]*document.File, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	parts, ok := readParts(ctx, name, open, r, slots, take)
	if ok {
		return parts, nil
	}
	discard(parts)
	slots <- struct{}{}
	defer func() { <-slots }()
	text, err := source.Read(ctx, name, open)
	if err != nil {
		return nil, err
	}
	f, err := decode(text)
	if err != nil {
		return nil, err
	}
	take(f)
	return []*document.File{f}, nil
}

// readParts reads a JSON array in parts. ok is false if the file is not one that is valid.
func readParts(ctx context.Context, name string, open source.Opener, r io.ReadSeeker, slots Slots, take func(*document.File)) (files []*document.File, ok bool) {
	var taking sync.WaitGroup
	parts, ok := json.Split(ctx, name, open, r, func(part *json.Part) {
		slots <- struct{}{}
		taking.Go(func() {
			take(part.File)
			<-slots
		})
	})
	taking.Wait()
	for _, part := range parts {
		files = append(files, part.File)
	}
	return files, ok && json.Complete(parts) && ctx.Err() == nil
}
