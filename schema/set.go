package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Set are kinds of object that belong together.
type Set struct {
	kinds    map[string]*Kind
	exported []*Kind // those of cmdlets, in their order
}

// BuiltIn returns the kinds that exchlint knows.
var BuiltIn = sync.OnceValue(func() *Set {
	set, err := (&Set{}).With(files)
	if err != nil {
		panic(err) // the files are part of the program, so a fault in one is a fault of the program
	}
	return set
})

// With returns the set with the kinds whose schemas lie in a folder, as Kind.json each. What
// [Declaration] needs is checked.
func (s *Set) With(folder fs.FS) (*Set, error) {
	grown := &Set{kinds: map[string]*Kind{}}
	maps.Copy(grown.kinds, s.kinds)
	names, _ := fs.Glob(folder, "*.json") // the pattern is well formed
	for _, file := range names {
		data, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		if !declaresKind(data) {
			continue
		}
		kind, err := readKind(strings.TrimSuffix(path.Base(file), ".json"), data)
		if err != nil {
			return nil, err
		}
		if grown.kinds[kind.Name] != nil {
			return nil, fmt.Errorf("schema/%s: there is a kind of this name already", file)
		}
		grown.kinds[kind.Name] = kind
	}
	for _, kind := range grown.kinds {
		if kind.Cmdlet != "" {
			grown.exported = append(grown.exported, kind)
		}
	}
	slices.SortFunc(grown.exported, func(a, b *Kind) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.Name, b.Name)) })
	return grown, nil
}

// declaresKind tells the schema of a kind from one that unites kinds, that of shared shapes, of the
// configuration or of the report: the objects of a kind have an identity.
func declaresKind(data []byte) bool {
	var document struct {
		Properties map[string]json.RawMessage
	}
	return json.Unmarshal(data, &document) == nil && document.Properties["identity"] != nil
}

// Lookup returns the kind of a name, or nil.
func (s *Set) Lookup(name string) *Kind { return s.kinds[name] }

// Names returns the names of the kinds, in the order in which they are listed.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.kinds)) }

// Exported returns the kinds that cmdlets export, in the order in which they are recognized.
func (s *Set) Exported() []*Kind { return s.exported }

// Plurals returns what people call the objects that cmdlets export: "receive connectors, send
// connectors or certificates".
func (s *Set) Plurals() string {
	var names []string
	for _, kind := range s.exported {
		if !slices.Contains(names, kind.Plural) {
			names = append(names, kind.Plural)
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Lookup returns the built-in kind of a name, or nil.
func Lookup(name string) *Kind { return BuiltIn().Lookup(name) }

// Names returns the names of the built-in kinds.
func Names() []string { return BuiltIn().Names() }
