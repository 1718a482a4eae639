package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/exchlint/exchlint/internal/source"
)

// What is said of files that are not read.
var (
	errEnded     = errors.New("the run stopped before the file was read")
	errChanged   = errors.New("the file changed while it was read; run the check again")
	errTooLarge  = errors.New("the file is larger than 2 GiB; export fewer objects into each file")
	errTooMuch   = errors.New("with this file, the run exceeds 4 GiB; check fewer files at a time")
	errIrregular = errors.New("pipes, sockets and devices are not read; pass the content on standard input, as -")
)

// opened returns the source of a regular file of at most so many bytes, and how many it
// has. What becomes a pipe meanwhile is not waited for, and what is written meanwhile is
// not half read.
func opened(path string, most int64) (source source.Opener, size int64, err error) {
	file, err := openRegular(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	if err := admit(file.before.Size(), most); err != nil {
		return nil, 0, err
	}
	return func() (io.ReadSeekCloser, error) {
		again, err := openRegular(path)
		if err == nil && !again.is(file.before) {
			err = errors.Join(errChanged, again.Close())
		}
		return again, err
	}, file.before.Size(), nil
}

// admit refuses a file that is too large, by itself or for what may still be read.
func admit(size, most int64) error {
	switch {
	case size > source.MaxSize:
		return errTooLarge
	case size > most:
		return errTooMuch
	}
	return nil
}

// readFile reads all of such a file.
func readFile(ctx context.Context, path string, most int64) ([]byte, error) {
	source, size, err := opened(path, most)
	if err != nil {
		return nil, err
	}
	file, err := source()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(ctx, file, size)
}

// regular is a regular file that reads as it was when it was opened, or not at all.
type regular struct {
	*os.File
	before fs.FileInfo
	offset int64
}

func openRegular(path string) (*regular, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	before, err := file.Stat()
	if err == nil && !before.Mode().IsRegular() {
		err = errIrregular
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &regular{file, before, 0}, nil
}

// is reports whether the file has not been written since it was another time opened.
func (r *regular) is(before fs.FileInfo) bool {
	now, err := r.Stat()
	return err == nil && now.Size() == before.Size() && now.ModTime().Equal(before.ModTime())
}

func (r *regular) Read(p []byte) (int, error) {
	n, err := r.File.Read(p)
	if r.offset += int64(n); r.offset > r.before.Size() || err == io.EOF && (r.offset < r.before.Size() || !r.is(r.before)) {
		return 0, errChanged
	}
	return n, err
}

func (r *regular) Seek(offset int64, whence int) (int64, error) {
	at, err := r.File.Seek(offset, whence)
	r.offset = at
	return at, err
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
		data, err = readAll(ctx, io.LimitReader(stream, source.MaxSize+1), 0)
		close(done)
	}()
	select {
	case <-done:
		return data, err
	case <-ctx.Done():
		return nil, errors.New("the run stopped before its end")
	}
}

// reason returns why the system refused, without the path that the message has already.
func reason(err error) string {
	var refused *fs.PathError
	var unmoved *os.LinkError
	switch {
	case errors.As(err, &refused):
		return refused.Err.Error()
	case errors.As(err, &unmoved):
		return unmoved.Err.Error()
	}
	return err.Error()
}
