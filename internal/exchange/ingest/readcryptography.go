package ingest

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/exchlint/exchlint/internal/cert"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// readAlgorithm reads the algorithm of a signature or a key: .NET's Oid, by its Value; a
// PublicKey, which holds one; or the text of a calculated column.
func readAlgorithm(v document.Value, _ *schema.Property) (any, error) {
	if oid, ok := memberOf(v.Fields(), "Oid"); ok {
		v = oid
	}
	text, err := scalar(v)
	if err != nil || text == "" {
		return nil, err
	}
	if oid := oidOf(text); oid != "" {
		return cert.Algorithm(oid), nil
	}
	return strings.TrimSpace(text), nil
}

var dotted = regexp.MustCompile(`\d+(\.\d+){2,}`)

// oidOf returns the first object identifier in a text, or "".
func oidOf(text string) string { return dotted.FindString(text) }

// readUsages reads what a certificate may be used for. Only the OIDs mean the same
// everywhere: the names beside them are in the language of the server.
func readUsages(v document.Value, _ *schema.Property) (any, error) {
	if v.Kind == document.Null {
		return nil, nil
	}
	list, err := elements(v, splitUsages, usage)
	if err != nil {
		return nil, err
	}
	for i, text := range list {
		if list[i] = oidOf(text); list[i] == "" {
			return nil, fmt.Errorf("%q has no object identifier in it", values.Clip(text))
		}
	}
	return values.AsList(list), nil
}

// usage returns one use: the text Server Authentication (1.3.6.1.5.5.7.3.1), or the object
// that it is made of.
func usage(v document.Value) (string, error) {
	if oid, ok := memberOf(v.Fields(), "ObjectId"); ok {
		return scalar(oid)
	}
	return scalar(v)
}

func splitUsages(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(";|,", c) })
}
