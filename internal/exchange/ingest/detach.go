package ingest

import "strings"

// detached returns a value of the normal form whose texts are no part of the export's text,
// which is released when the file has been read.
func detached(value any) any {
	switch value := value.(type) {
	case string:
		return strings.Clone(value)
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = detached(element)
		}
		return list
	}
	return value
}
