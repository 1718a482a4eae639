package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// said returns a message of a finding with no more of each value in it than of values that
// stand alone. A rule sees nothing but its object, so the object's texts are all that it can
// show, and its name.
func said(f *lint.Finding, text string) string {
	if len(text) <= valueLimit && isPlain(text) {
		return text
	}
	texts := longTexts(nil, f.Identity)
	if f.Object != nil {
		for i := range f.Object.Kind.Properties {
			if datum := f.Object.Datum(i); datum != nil {
				texts = longTexts(texts, datum.Value)
			}
		}
	}
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	for _, each := range texts { // one within another comes later
		text = strings.ReplaceAll(text, each, value(each))
	}
	return text
}

// longTexts adds the texts in a value of the normal form that are cut where they are shown.
func longTexts(texts []string, of any) []string {
	switch v := of.(type) {
	case string:
		if 6*len(v) > valueLimit && value(v) != visible(v) { // a byte takes six characters at most
			return append(texts, v)
		}
	case []any:
		for _, element := range v {
			texts = longTexts(texts, element)
		}
	case map[string]any:
		for _, member := range v {
			texts = longTexts(texts, member)
		}
	}
	return texts
}
