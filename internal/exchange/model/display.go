package model

import (
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
)

// display returns a value of the normal form as an administrator would write it.
func Display(value any) string {
	switch value := value.(type) {
	case bool:
		if value {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(value, 10)
	case string:
		if value == "" {
			return "empty"
		}
		return values.Clip(value)
	case []any:
		texts := make([]string, len(value))
		for i, element := range value {
			texts[i] = Display(element)
		}
		if len(texts) == 0 {
			return "empty"
		}
		return values.Clip(strings.Join(texts, ", "))
	}
	return ""
}
