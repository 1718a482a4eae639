package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// isArchive tells an archive by its first bytes: those of a file in it, or of its end where
// there is none (APPNOTE 4.3.7 and 4.3.16).
func isArchive(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// unpack takes the exports in an archive, in memory and with bounds. A file in it goes
// by the archive's name, an exclamation mark and its own: exports.zip!EX01/rc.json.
func (g *gatherer) unpack(input lint.Input, data []byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	before := len(g.inputs)
	switch {
	case err != nil:
		input.Problem = "this is no zip archive that can be read; pack the exports anew, or name their folder"
	case len(archive.File) > mostEntries:
		input.Problem = "the archive holds more than 100,000 files; pack fewer into each"
	default:
		g.entries(input.Name, archive.File)
		input.Skip = "an archive without a file that may be an export"
	}
	if input.Named { // what is named must be an export, or hold one
		input.Problem, input.Skip = cmp.Or(input.Problem, input.Skip), ""
	}
	if len(g.inputs) == before {
		g.take(input)
	}
}

func (g *gatherer) entries(archive string, files []*zip.File) {
	left := int64(mostUnpacked)
	for _, file := range files {
		input := lint.Input{Name: archive + "!" + path.Clean(strings.ReplaceAll(file.Name, `\`, "/"))}
		switch {
		case file.FileInfo().IsDir() || hidden(file.Name) || !wanted(file.Name):
			continue
		case g.ctx.Err() != nil || len(g.inputs) > mostFiles:
			return
		case !candidate(file.Name):
			input.Problem = "an archive in an archive is not read; unpack it, or name its folder"
			g.take(input)
			continue
		case !file.Mode().IsRegular():
			input.Skip = "a link or a device in an archive"
			g.take(input)
			continue
		}
		content, err := g.extract(file, left)
		if err != nil {
			input.Problem = err.Error()
		}
		input.Data = content
		left -= int64(len(content))
		g.left -= int64(len(content))
		g.take(input)
	}
}

// extract unpacks one file, but never more than is left, nor more than such a file
// can honestly hold.
func (g *gatherer) extract(file *zip.File, left int64) ([]byte, error) {
	const encrypted = 1 // the bit of the flags (APPNOTE 4.4.4)
	switch {
	case file.Flags&encrypted != 0:
		return nil, errors.New("it is encrypted; unpack the archive")
	case file.UncompressedSize64/mostRatio > file.CompressedSize64:
		return nil, fmt.Errorf("it unpacks to more than %d times its size: this is no export", mostRatio)
	case file.UncompressedSize64 > uint64(left):
		return nil, errors.New("the archive's files are larger than 2 GiB together; pack fewer into each")
	case file.UncompressedSize64 > uint64(max(g.left, 0)):
		return nil, errTooMuch
	}
	reader, err := file.Open()
	if err != nil {
		return nil, damage(err)
	}
	defer reader.Close()
	content, err := readAll(g.ctx, io.LimitReader(reader, int64(file.UncompressedSize64)+1), 0)
	switch {
	case err != nil:
		return nil, damage(err)
	case uint64(len(content)) != file.UncompressedSize64:
		return nil, errors.New("it unpacks to another size than the archive says")
	}
	return content, nil
}

// damage words why a file can't be unpacked.
func damage(err error) error {
	switch {
	case errors.Is(err, errEnded):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return errors.New("it is packed in a way that is not read here; unpack the archive")
	}
	return errors.New("it can't be unpacked: the archive is damaged")
}

// hidden reports whether a file or a folder on its path is hidden, as what archivers
// of macOS add is.
func hidden(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}
