// Package schema is the one declaration of what exchlint knows: a JSON Schema for
// each kind of object.
//
// A property stands here once, with its type, its meaning, and how it is read from
// an export. The same file steers the reader (package exchange), is what policies
// are type-checked against (package policy), validates what exchlint normalize
// prints, and documents it all. What JSON Schema has no word for is said by
// keywords of our own:
//
//	x-cmdlet      the cmdlet whose objects these are
//	x-types       the .NET types of these objects
//	x-marks       properties that, seen together, give the kind away
//	x-file-names  parts of file names that tell the kind, without separators
//	x-read        how a property's value is read: see package exchange
//	x-values      an enum's or a flag set's numbers
//	x-aliases     other names that people's scripts give the property
//	x-compared    the property should be alike on every server
//	x-from        the exported properties that a fact is worked out from
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
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.json
var files embed.FS

// Kind is a kind of object: the objects of one cmdlet, or one of those that
// exchlint makes up itself (Server, Organization).
type Kind struct {
	Name       string
	Cmdlet     string     // "" for a kind that no cmdlet exports
	Types      []string   // .NET type names, without Deserialized. or Selected.
	Marks      []string   // properties that give the kind away
	FileNames  []string   // parts of file names, in lower case and without separators
	Properties []Property // by name, so that the exported ones come first
	Exported   int        // how many of them a cmdlet exports; the others are facts

	index [1 << 10]int16 // of the properties: by their names' hashes, from 1 on
}

// Property is one property of a kind.
type Property struct {
	Name     string
	Reader   string         // how it is read from an export; "" for a fact
	Values   map[string]int // the numbers of an enum or a flag set
	Aliases  []string
	From     []string // of a fact: what it is worked out from, as Property or Kind.Property
	Compared bool     // should be alike on every server
}

// Index returns the position of a property among k.Properties. Properties are looked up by
// name all the time, so this is a table of its own, which takes a third of a map's time.
func (k *Kind) Index(property string) (int, bool) {
	for slot := hash(property); ; slot++ {
		i := int(k.index[slot%len(k.index)]) - 1
		if i < 0 || k.Properties[i].Name == property {
			return i, i >= 0
		}
	}
}

// hash tells most of a kind's properties apart.
func hash(name string) int {
	n := len(name)
	if n < 3 {
		return n
	}
	return n + 31*int(name[0]) + 7*int(name[n-1]) + 113*int(name[n/2]) + 61*int(name[n-3])
}

// note makes a property findable.
func (k *Kind) note(i int) {
	slot := hash(k.Properties[i].Name)
	for k.index[slot%len(k.index)] > 0 {
		slot++
	}
	k.index[slot%len(k.index)] = int16(i + 1)
}

// Sources returns the exported properties, as Kind.Property, that one of this kind's
// properties is read or worked out from: what an export must have for it.
func (k *Kind) Sources(property string) []string {
	i, ok := k.Index(property)
	if !ok {
		return nil
	}
	if k.Properties[i].Reader != "" {
		return []string{k.Name + "." + property}
	}
	var sources []string
	for _, source := range k.Properties[i].From {
		if !strings.Contains(source, ".") {
			source = k.Name + "." + source
		}
		sources = append(sources, source)
	}
	return sources
}

// Names are the names of the kinds of object, in the order in which they are listed.
var Names = []string{"ExchangeCertificate", "Organization", "ReceiveConnector", "SendConnector", "Server"}

// Lookup returns the kind of a name, or nil.
func Lookup(name string) *Kind { return load()[name] }

// Members returns the kinds that a schema is about: the kind itself, or those that
// a union such as Connector unites. It is empty for an unknown name.
func Members(name string) []string {
	if slices.Contains(Names, name) {
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
	data, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("there is no schema %q; there are %s", name, strings.Join(Documents(), ", "))
	}
	return data, nil
}

// Documents lists the names of all schemas.
func Documents() []string {
	entries, _ := fs.Glob(files, "*.json") // the pattern is well formed
	for i, name := range entries {
		entries[i] = strings.TrimSuffix(name, ".json")
	}
	return entries
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

var load = sync.OnceValue(func() map[string]*Kind {
	kinds := make(map[string]*Kind, len(Names))
	for _, name := range Names {
		kinds[name] = read(name)
	}
	return kinds
})

// read takes a kind's declaration from its schema. The files are part of the
// program, so a fault in one is a fault of the program.
func read(name string) *Kind {
	var document struct {
		Cmdlet     string   `json:"x-cmdlet"`
		Types      []string `json:"x-types"`
		Marks      []string `json:"x-marks"`
		FileNames  []string `json:"x-file-names"`
		Properties map[string]struct {
			Reader   string         `json:"x-read"`
			Values   map[string]int `json:"x-values"`
			Aliases  []string       `json:"x-aliases"`
			From     []string       `json:"x-from"`
			Compared bool           `json:"x-compared"`
		}
	}
	data, err := Document(name)
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(data, &document); err != nil {
		panic(fmt.Errorf("schema/%s.json: %w", name, err))
	}
	kind := &Kind{Name: name, Cmdlet: document.Cmdlet, Types: document.Types, Marks: document.Marks, FileNames: document.FileNames}
	for property, p := range document.Properties {
		kind.Properties = append(kind.Properties, Property{Name: property, Reader: p.Reader, Values: p.Values, Aliases: p.Aliases, From: p.From, Compared: p.Compared})
	}
	slices.SortFunc(kind.Properties, func(a, b Property) int { return strings.Compare(a.Name, b.Name) })
	for i, property := range kind.Properties {
		if property.Reader != "" {
			kind.Exported++
		}
		if property.Reader != "" && kind.Exported != i+1 {
			panic(fmt.Sprintf("schema/%s.json: the exported property %s comes after a fact by name", name, property.Name))
		}
		kind.note(i)
	}
	return kind
}
