package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Kind is a kind of object: the objects of one cmdlet, or one of those that
// exchlint makes up itself (Server, Organization).
type Kind struct {
	Name       string
	Properties []Property // by name, so that the exported ones come first
	Exported   int        // how many of them a cmdlet exports; the others are facts
	Declaration

	index [1 << 10]int16 // of the properties: by their names' hashes, from 1 on
}

// Property is one property of a kind.
type Property struct {
	Name     string
	Type     string         // boolean, integer, string, array or object; "" for one of several
	Reader   string         // how it is read from an export; "" for a fact
	Values   map[string]int // the numbers of an enum or a flag set
	Aliases  []string
	From     []string // of a fact: what it is worked out from, as Property or Kind.Property
	Compared bool     // should be alike on every server
	Compares bool     // of a fact: it is also worked out from every compared property that is known
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

// Declaration is what a schema says of a kind that cmdlets export. It is empty for those that
// exchlint makes up itself.
type Declaration struct {
	Cmdlet      string     `json:"x-cmdlet"`       // Get-ReceiveConnector
	Plural      string     `json:"x-plural"`       // what people call several of its objects
	Scope       Scope      `json:"x-scope"`        // what has such objects
	Identity    []string   `json:"x-identity"`     // the properties that an identity is made of, in order
	Owner       []Source   `json:"x-owner"`        // where the server of an object is told, in order
	ShowsFolder bool       `json:"x-shows-folder"` // whose objects lie in a folder tells whose the others there are
	Empty       Empty      `json:"x-empty"`        // what an export without objects means
	Order       int        `json:"x-order"`        // of two kinds that a file fits, that of the lower order is meant
	Types       []string   `json:"x-types"`        // .NET type names, without Deserialized. or Selected.
	Marks       []string   `json:"x-marks"`        // properties that, two of them together, give the kind away
	Evidence    []Evidence `json:"x-evidence"`     // values that tell it from kinds with the same properties
	FileNames   []string   `json:"x-file-names"`   // parts of file names, in lower case and without separators
	Encoded     []string   `json:"x-encoded"`      // further columns that are read, whose bytes hold an object's properties
}

// Scope is what a kind's objects belong to.
type Scope string

// The scopes.
const (
	OfServer       Scope = "server"       // each server has its own
	OfOrganization Scope = "organization" // the organization has a list of them
	Singleton      Scope = "singleton"    // the organization has one
	OfTenant       Scope = "tenant"       // Exchange Online has a list of them
)

// Empty is what an export without objects means.
type Empty string

// What an empty export means: that there are no such objects, or that the cmdlet failed, as there
// always are some.
const (
	Possible Empty = "possible"
	Failed   Empty = "failed"
)

// Source is where the server of an object is told: by one of these, or by the property of that
// name.
type Source string

// Where the server of an object is told.
const (
	ByIdentity  Source = "identity"           // in front of the backslash
	ByDirectory Source = "distinguished-name" // of a connector: CN=..,CN=..,CN=Protocols,CN=SERVER
	ByColumn    Source = "column"             // one that a script added
	ByHint      Source = "hint"               // what people say of the file
	ByFile      Source = "file"               // its name or its folder's
	ByFolder    Source = "folder"             // the only server whose objects of another kind lie there
	BySession   Source = "session"            // the server that the session was connected to
)

// Evidence is a value that tells a kind from others with the same properties: one that ends or
// contains a text, in any case.
type Evidence struct {
	Property string `json:"property"` // "" for any
	Suffix   string `json:"suffix"`
	Contains string `json:"contains"`
}

// Shows reports whether the value of a property is this evidence.
func (e Evidence) Shows(property, value string) bool {
	value = strings.ToLower(value)
	return (e.Property == "" || strings.EqualFold(e.Property, property)) &&
		strings.HasSuffix(value, strings.ToLower(e.Suffix)) && strings.Contains(value, strings.ToLower(e.Contains))
}

// readKind reads a kind's declaration from its schema.
func readKind(name string, data []byte) (*Kind, error) {
	var document struct {
		Declaration
		Properties map[string]struct {
			Type     string         `json:"type"`
			Ref      string         `json:"$ref"`
			Reader   string         `json:"x-read"`
			Values   map[string]int `json:"x-values"`
			Aliases  []string       `json:"x-aliases"`
			From     []string       `json:"x-from"`
			Compared bool           `json:"x-compared"`
			Compares bool           `json:"x-compares"`
		}
	}
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, fmt.Errorf("schema/%s.json: %w", name, err)
	}
	kind := &Kind{Name: name, Declaration: document.Declaration}
	for property, p := range document.Properties {
		if p.Ref != "" {
			p.Type = "object" // as all shapes of facts are
		}
		kind.Properties = append(kind.Properties, Property{Name: property, Type: p.Type, Reader: p.Reader, Values: p.Values, Aliases: p.Aliases, From: p.From, Compared: p.Compared, Compares: p.Compares})
	}
	slices.SortFunc(kind.Properties, func(a, b Property) int { return strings.Compare(a.Name, b.Name) })
	for i, property := range kind.Properties {
		if property.Reader != "" {
			kind.Exported++
		}
		if property.Reader != "" && kind.Exported != i+1 {
			return nil, fmt.Errorf("schema/%s.json: the exported property %s comes after a fact by name", name, property.Name)
		}
		kind.note(i)
	}
	return kind, nil
}
