// Package collect is the other end of exchlint: the PowerShell script that makes the
// exports, on the administrator's side.
//
// The script asks for what the schemas declare and nothing else, so a property that is
// new there is exported without another word. What comes out is meant to be read by people
// too, and to be handed on: with -Redact it holds pseudonyms, under which everything that
// rules look at stays as it was.
package collect

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

//go:embed export.ps1.tmpl
var script string

// The readers of properties whose text is Exchange's own and gives nobody away. What is
// read in another way is redacted.
var harmless = []string{"algorithm", "enum", "flags", "limit", "services", "size", "size-limit", "timespan", "usages"}

// Script returns the script in ASCII, as Windows PowerShell reads it whatever its culture.
// It names the version of exchlint that it was printed by. Its blanks are filled by hand:
// a template engine finds methods by name, so the linker would have to keep every method
// of the program, a quarter of its size.
func Script(version string) string {
	return strings.NewReplacer(
		"{{.Version}}", version,
		"{{.ReceiveConnector}}", literals(Properties("ReceiveConnector")),
		"{{.ExchangeCertificate}}", literals(Properties("ExchangeCertificate")),
		"{{.SendConnector}}", literals(Properties("SendConnector")),
		"{{.Harmless}}", literals(harmlessProperties()),
	).Replace(script)
}

// Properties returns the properties that the script exports of a kind of object, as the
// cmdlet names them. The server it states by itself.
func Properties(kind string) []string {
	names := []string{"Identity"}
	for _, property := range schema.Lookup(kind).Properties {
		if property.Reader != "" && property.Name != "Server" {
			names = append(names, property.Name)
		}
	}
	if kind == "ExchangeCertificate" {
		names = append(names, "RawData") // where the session can't see the rest
	}
	return names
}

func harmlessProperties() []string {
	var names []string
	for _, kind := range schema.Names() {
		for _, property := range schema.Lookup(kind).Properties {
			if slices.Contains(harmless, property.Reader) {
				names = append(names, property.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// widest bounds the script's lines of names.
const widest = 100

// literals writes names as a PowerShell list, over as many lines as it takes.
func literals(names []string) string {
	var b strings.Builder
	width := 0
	for i, name := range names {
		text := "'" + name + "'"
		if i < len(names)-1 {
			text += ", "
		}
		if width += len(text); i == 0 || width > widest {
			text, width = "\n        "+text, len(text)
		}
		b.WriteString(text)
	}
	return strings.ReplaceAll(b.String(), ", \n", ",\n")
}
