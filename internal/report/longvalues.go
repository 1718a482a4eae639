package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// longValues are the texts of an object that are cut where they stand alone.
type longValues []string

// longValuesOf returns those that the messages of a finding may show: its object's name, and
// what the rule may read of it.
func longValuesOf(f *lint.Finding) longValues {
	long := longTexts(nil, f.Identity)
	if f.Object == nil {
		return long
	}
	read := f.Rule.Properties
	if f.Rule.Everything {
		read = f.Rule.Reads(f.Object.Kind.Name)
	}
	for _, property := range read {
		of, _ := f.Object.Value(property)
		long = longTexts(long, of)
	}
	slices.SortFunc(long, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return long
}

// cut cuts the values in a message as if each stood alone.
func (long longValues) cut(text string) string {
	for _, each := range long { // one within another comes later
		text = strings.ReplaceAll(text, each, value(each))
	}
	return text
}

// longTexts adds the texts in a value of the normal form that are cut where they are shown.
func longTexts(texts []string, of any) []string {
	switch v := of.(type) {
	case string:
		if isCut(v) {
			return append(texts, v)
		}
	case []any:
		for _, element := range v {
			texts = longTexts(texts, element)
		}
	case *schema.Entry:
		for i := range v.Len() {
			_, member := v.Member(i)
			texts = longTexts(texts, member)
		}
	}
	return texts
}

// isCut reports whether a text is cut where it stands alone. A byte takes six characters at
// most.
func isCut(text string) bool {
	return 6*len(text) > valueLimit && (len(text) > valueLimit || !isPlain(text)) && value(text) != visible(text)
}
