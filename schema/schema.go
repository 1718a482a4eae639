// Package schema is the one declaration of what exchlint knows: a JSON Schema for
// each kind of object.
//
// A property stands here once, with its type, its meaning, and how it is read from
// an export. The same file steers the reader (package ingest), is what policies
// are type-checked against (package rules), validates what exchlint normalize
// prints, and documents it all. What JSON Schema has no word for is said by
// keywords of our own:
//
//	x-cmdlet ...  of a kind: see [Declaration]
//	x-read        how a property's value is read: see package ingest
//	x-values      an enum's or a flag set's numbers; below 0 where a name's is not known
//	x-aliases     other names that people's scripts give the property
//	x-compared    the property should be alike on every server
//	x-from        the exported properties that a fact is worked out from
//	x-compares    a fact also compares every x-compared property that is exported
//
// A property in PascalCase is the cmdlet's own and has a reader; one in snake_case is
// a fact that exchlint works out.
package schema

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.json
var files embed.FS

// Members returns the kinds that a schema is about: the kind itself, or those that
// a union such as Connector unites. It is empty for an unknown name.
func Members(name string) []string {
	if Lookup(name) != nil {
		return []string{name}
	}
	var union struct {
		AnyOf []struct {
			Ref string `json:"$ref"`
		} `json:"anyOf"`
	}
	data, err := Document(name)
	if err != nil || json.Unmarshal(data, &union) != nil {
		return nil
	}
	var members []string
	for _, member := range union.AnyOf {
		members = append(members, strings.TrimSuffix(member.Ref, ".json"))
	}
	return members
}

// Document returns a schema as it is published. The error names those there are.
func Document(name string) ([]byte, error) {
	if name == record {
		return recordSchema(BuiltIn()), nil
	}
	data, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("unknown schema %q (available: %s)", name, strings.Join(Documents(), ", "))
	}
	return data, nil
}

// Documents lists the names of all schemas.
func Documents() []string {
	entries, _ := fs.Glob(files, "*.json") // the pattern is well formed
	for i, name := range entries {
		entries[i] = strings.TrimSuffix(name, ".json")
	}
	entries = append(entries, record)
	slices.Sort(entries)
	return entries
}

// record is the schema that unites all kinds that cmdlets export.
const record = "Record"

func recordSchema(set *Set) []byte {
	var references []string
	for _, kind := range set.Exported() {
		references = append(references, fmt.Sprintf(`{"$ref": "%s.json"}`, kind.Name))
	}
	slices.Sort(references)
	return fmt.Appendf(nil, `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "%s%s.json",
  "title": "%s",
  "description": "Anything that a cmdlet exported, for rules about the exports themselves.",
  "anyOf": [%s]
}
`, base, record, record, strings.Join(references, ", "))
}

// Compile returns the validator of a schema.
func Compile(name string) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	for _, document := range Documents() {
		data, err := Document(document)
		if err != nil {
			return nil, err
		}
		if err := compiler.AddResource(base+document+".json", strings.NewReader(string(data))); err != nil {
			return nil, err
		}
	}
	return compiler.Compile(base + name + ".json")
}

const base = "https://github.com/exchlint/exchlint/schema/"
