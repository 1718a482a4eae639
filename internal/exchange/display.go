package exchange

import (
	"strconv"
	"strings"
)

// display returns a value of the normal form as an administrator would write it.
func display(value any) string {
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
		return clip(value)
	case []any:
		texts := make([]string, len(value))
		for i, element := range value {
			texts[i] = display(element)
		}
		if len(texts) == 0 {
			return "empty"
		}
		return clip(strings.Join(texts, ", "))
	}
	return ""
}
