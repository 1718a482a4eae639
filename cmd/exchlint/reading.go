package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/exchlint/exchlint/internal/export"
)

// What is said of files that are not read.
var (
	errEnded     = errors.New("the run ended before the file was read")
	errChanged   = errors.New("the file changed while it was read; check it again")
	errTooLarge  = errors.New("the file is larger than 2 GiB; export fewer objects into each file")
	errTooMuch   = errors.New("with this file, those of this run are larger than 4 GiB together; check fewer at once")
	errIrregular = errors.New("a pipe, socket or device is not read; give its content to standard input, as -")
)

// readFile reads a regular file of at most so many bytes to its end. What becomes a pipe
// meanwhile is not waited for, and what is written meanwhile is not half read.
func readFile(ctx context.Context, path string, most int64) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	before, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !before.Mode().IsRegular():
		return nil, errIrregular
	case before.Size() > export.MaxSize:
		return nil, errTooLarge
	case before.Size() > most:
		return nil, errTooMuch
	}
	data, err := readAll(ctx, io.LimitReader(file, before.Size()+1), before.Size())
	if err != nil {
		return nil, err
	}
	after, err := file.Stat()
	if err == nil && (int64(len(data)) != before.Size() || !after.ModTime().Equal(before.ModTime())) {
		err = errChanged
	}
	return data, err
}

// readAll reads to the end, and expects so many bytes. It gives up when ctx ends.
func readAll(ctx context.Context, r io.Reader, size int64) ([]byte, error) {
	var data bytes.Buffer
	data.Grow(int(size) + bytes.MinRead)
	_, err := data.ReadFrom(timed{ctx, r})
	return data.Bytes(), err
}

// timed is a reader that ends with a context.
type timed struct {
	ctx context.Context
	io.Reader
}

func (t timed) Read(p []byte) (int, error) {
	if t.ctx.Err() != nil {
		return 0, errEnded
	}
	return t.Reader.Read(p)
}

// readStream reads what may never end, such as standard input, and doesn't wait for it
// longer than ctx lasts.
func readStream(ctx context.Context, stream io.Reader) ([]byte, error) {
	var data []byte
	var err error
	done := make(chan struct{})
	go func() {
		data, err = readAll(ctx, io.LimitReader(stream, export.MaxSize+1), 0)
		close(done)
	}()
	select {
	case <-done:
		return data, err
	case <-ctx.Done():
		return nil, errors.New("the run ended before it did")
	}
}

// reason returns why the system refused, without the path that the message has already.
func reason(err error) string {
	var refused *fs.PathError
	if errors.As(err, &refused) {
		return refused.Err.Error()
	}
	return err.Error()
}
