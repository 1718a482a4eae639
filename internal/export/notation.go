package export

import (
	"path"
	"reflect"
	"slices"
	"strings"
)

// notation reads the values of one form of text, again whenever it is asked. The
// text was checked when the file was decoded: it is well-formed.
type notation interface {
	text(raw string) string // what a String says
	items(v Value) []Value  // the elements of an Array
	fields(v Value) []Field // the members of an Object
}

// notations tells the forms of text apart. The first character settles the form,
// whatever the file is called; then the name does; and anything may be a CSV. Only in a
// file that is not called one of the others is Name : value Format-List.
var notations = []struct {
	opens      string            // what the text may begin with, after blanks
	extensions []string          // how the name may end
	decode     func(*File) error // checks the whole text, and sets the file's values and notation
}{
	{"{[", []string{".json"}, decodeJSON},
	{"<", []string{".xml", ".clixml"}, decodeCLIXML},
	{"", []string{".txt"}, decodePlain},
	{"", []string{".csv", ".tsv"}, decodeCSV},
}

func decoderOf(name, text string) func(*File) error {
	extension := strings.ToLower(path.Ext(name))
	var named func(*File) error
	for _, n := range notations {
		if slices.Contains(n.extensions, extension) {
			named = n.decode
		}
	}
	if named == nil || extension == ".txt" {
		switch {
		case looksLikeList(text, extension == ".txt"):
			return decodeList
		case looksLikeTable(text):
			return refuseTable
		}
	}
	first := text[skipBlanks(text, 0)]
	for _, n := range notations {
		if strings.IndexByte(n.opens, first) >= 0 {
			return n.decode
		}
	}
	if named != nil {
		return named
	}
	return decodeCSV
}

// Form names the notation of the file's text: values that are written alike in files of
// one form say the same, if they are [Value.Plain].
func (f *File) Form() string { return reflect.TypeOf(f.notation).String() }

// Plain reports whether all that a value says stands in its own text: in CLIXML it may
// stand elsewhere.
func (v Value) Plain() bool {
	if _, ok := v.notation().(clixml); ok {
		return strings.IndexByte(v.Raw(), '<') < 0
	}
	return true
}
