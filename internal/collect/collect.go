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
	"fmt"
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
	kinds := schema.BuiltIn().Exported()
	return strings.NewReplacer(
		"{{.Version}}", version,
		"{{.Properties}}", propertiesByCmdlet(kinds),
		"{{.OfServers}}", literals(cmdlets(kinds, schema.OfServer)),
		"{{.OfOrganization}}", literals(cmdlets(kinds, schema.OfOrganization, schema.Singleton)),
		"{{.Harmless}}", literals(harmlessProperties(kinds)),
	).Replace(script)
}

// propertiesByCmdlet writes the properties to export of each kind as entries of a hash table.
func propertiesByCmdlet(kinds []*schema.Kind) string {
	var b strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&b, "\n    '%s' =%s", kind.Cmdlet, literals(Properties(kind)))
	}
	return b.String()
}

// cmdlets returns the cmdlets of the kinds of some scopes.
func cmdlets(kinds []*schema.Kind, scopes ...schema.Scope) []string {
	var names []string
	for _, kind := range kinds {
		if slices.Contains(scopes, kind.Scope) {
			names = append(names, kind.Cmdlet)
		}
	}
	return names
}

// Properties returns the properties that the script exports of a kind of object, as the
// cmdlet names them. The server it states by itself.
func Properties(kind *schema.Kind) []string {
	names := []string{"Identity"}
	for _, property := range kind.Properties[:kind.Exported] {
		if property.Name != "Server" && property.Name != "Identity" {
			names = append(names, property.Name)
		}
	}
	return append(names, kind.Encoded...) // where the session can't see the rest
}

func harmlessProperties(kinds []*schema.Kind) []string {
	var names []string
	for _, kind := range kinds {
		for _, property := range kind.Properties {
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
