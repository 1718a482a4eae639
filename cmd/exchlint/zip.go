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
		input.Problem = "not a readable zip archive; create it again, or check the folder instead"
	case len(archive.File) > mostEntries:
		input.Problem = "the archive has more than 100,000 files; split it"
	default:
		g.entries(input.Name, archive.File)
		input.Skip = "the archive has no file that can be an export"
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
			input.Problem = "archives within archives are not read; unpack it first"
			g.take(input)
			continue
		case !file.Mode().IsRegular():
			input.Skip = "a link or device in an archive"
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
		return nil, errors.New("the file is encrypted; unpack the archive first")
	case file.UncompressedSize64/mostRatio > file.CompressedSize64:
		return nil, fmt.Errorf("the file unpacks to more than %d times its packed size, which no export does", mostRatio)
	case file.UncompressedSize64 > uint64(left):
		return nil, errors.New("the archive unpacks to more than 2 GiB; split it")
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
		return nil, errors.New("the archive is damaged: the unpacked size differs from the declared size")
	}
	return content, nil
}

// damage words why a file can't be unpacked.
func damage(err error) error {
	switch {
	case errors.Is(err, errEnded):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return errors.New("unsupported compression method; unpack the archive first")
	}
	return errors.New("the archive is damaged")
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
