// Package export turns the text of one exported file into values that know their place in
// it.
//
// PowerShell writes the same object in many forms: JSON indented by one of two algorithms,
// CSV with a comma, a semicolon or a tab, CLIXML, lists. Each notation is a package; one
// table lists them. What comes in is bytes and a name; what goes out is a [document.File].
// A notation validates the whole text once; a value is read only when it is asked for.
//
// The package knows nothing of Exchange: which value is a receive connector, and what its
// properties mean, is the task of package exchange.
package export

import (
	"path"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/export/clixml"
	"github.com/exchlint/exchlint/internal/export/csv"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/formatlist"
	"github.com/exchlint/exchlint/internal/export/json"
)

// decoder validates the whole text of a file, and sets its values and notation.
type decoder func(*document.File) error

// notations lists the notations. The first character of a text decides, whatever the file
// is called; then the name does; and any text may be a CSV. Only a file that is not named
// as one of the others is tried as a Format-List or a Format-Table.
var notations = []struct {
	opens      string   // what the text may begin with, after blanks
	extensions []string // how the name may end
	decode     decoder
}{
	{"{[", []string{".json"}, json.Decode},
	{"<", []string{".xml", ".clixml"}, clixml.Decode},
	{"", []string{".csv", ".tsv"}, csv.Decode},
	{"", []string{".txt"}, decodePlain},
}

func decoderOf(name, text string) decoder {
	extension := strings.ToLower(path.Ext(name))
	var named decoder
	for _, n := range notations {
		if slices.Contains(n.extensions, extension) {
			named = n.decode
		}
	}
	if (named == nil || extension == ".txt") && (isList(text, extension == ".txt") || isTable(text)) {
		return formatlist.Decode
	}
	first := firstCharacter(text)
	for _, n := range notations {
		if strings.IndexByte(n.opens, first) >= 0 {
			return n.decode
		}
	}
	if named != nil {
		return named
	}
	return csv.Decode
}

// decodePlain decodes a .txt that is not a Format-List: a CSV, if its first line can be a
// header, else prose.
func decodePlain(f *document.File) error {
	if isCSV(f.Content()) {
		return csv.Decode(f)
	}
	return formatlist.Decode(f)
}
