package diff

import (
	"reflect"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// leftOut are properties that change without anybody's doing.
var leftOut = map[string]bool{"WhenChanged": true, "WhenChangedUTC": true, "Guid": true, "DistinguishedName": true, "OriginatingServer": true}

// written is, for a property, the fact that says the same in one way however it is written.
var written = map[string]string{"RemoteIPRanges": "merged_ranges"}

// same reports whether two values of a property mean the same.
func same(property string, before, after *model.Object, a, b any) bool {
	if fact := written[property]; fact != "" {
		x, known := before.Value(fact)
		y, also := after.Value(fact)
		if known && also {
			return x == y
		}
	}
	return reflect.DeepEqual(meaning(property, a), meaning(property, b))
}

// meaning returns a value without what makes no difference: the order of a list, blanks and letter case
// of distinguished names.
func meaning(property string, value any) any {
	switch v := value.(type) {
	case string:
		return ofText(property, v)
	case []any:
		texts := make([]string, len(v))
		for i, element := range v {
			texts[i] = strings.ToLower(model.Display(element))
		}
		slices.Sort(texts)
		return slices.Compact(texts)
	case *schema.Entry:
		return v.Map()
	}
	return value
}

func ofText(property, text string) any {
	switch property {
	case "Subject", "Issuer":
		return values.NameKey(text)
	case "TlsCertificateName":
		if name := values.ParseCertificateName(text); name.Issuer != "" {
			return [2]string{values.NameKey(name.Issuer), values.NameKey(name.Subject)}
		}
	case "Fqdn", "TlsDomain", "Server":
		return values.LowerHost(text)
	}
	return text
}
