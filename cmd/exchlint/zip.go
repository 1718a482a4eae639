package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/lint"
)

// What an archive may hold, so that a small file can't fill the memory.
const (
	mostEntries  = 100_000
	mostUnpacked = export.MaxSize // bytes of all files together
	mostRatio    = 200            // bytes unpacked for each packed one: text packs to a twentieth
)

// unpack reads the exports in an archive, in memory and with bounds. A file in it goes
// by the archive's name, an exclamation mark and its own: exports.zip!EX01/rc.json.
func unpack(name string, data []byte) []lint.Input {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err != nil:
		return []lint.Input{{Name: name, Problem: "this is no zip archive that can be read: " + err.Error()}}
	case len(archive.File) > mostEntries:
		return []lint.Input{{Name: name, Problem: fmt.Sprintf("the archive holds more than %d files", mostEntries)}}
	}
	var inputs []lint.Input
	left := int64(mostUnpacked)
	for _, file := range archive.File {
		if file.FileInfo().IsDir() || hidden(file.Name) || !candidate(file.Name) {
			continue
		}
		input := lint.Input{Name: name + "!" + path.Clean(strings.ReplaceAll(file.Name, `\`, "/"))}
		content, err := extract(file, left)
		if err != nil {
			input.Problem = err.Error()
		}
		input.Data = content
		left -= int64(len(content))
		inputs = append(inputs, input)
	}
	if len(inputs) == 0 {
		return []lint.Input{{Name: name, Skip: "an archive without a file that may be an export"}}
	}
	return inputs
}

// extract unpacks one file, but never more than is left, nor more than such a file
// can honestly hold.
func extract(file *zip.File, left int64) ([]byte, error) {
	if file.UncompressedSize64/mostRatio > file.CompressedSize64 {
		return nil, fmt.Errorf("it unpacks to more than %d times its size: this is no export", mostRatio)
	}
	if file.UncompressedSize64 > uint64(left) {
		return nil, errors.New("the archive's files are larger than 2 GiB together")
	}
	reader, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("it can't be unpacked: %w", err)
	}
	defer reader.Close()
	content, err := io.ReadAll(io.LimitReader(reader, int64(file.UncompressedSize64)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("it can't be unpacked: %w", err)
	case uint64(len(content)) != file.UncompressedSize64:
		return nil, errors.New("it unpacks to another size than the archive says")
	}
	return content, nil
}

// hidden reports whether a file or a folder on its path is hidden, as what archivers
// of macOS add is.
func hidden(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}
