package schema_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exchlint/exchlint/schema"
)

func TestNoSchemaSaysAThingTwice(t *testing.T) {
	for _, name := range schema.Documents() {
		data, err := schema.Document(name)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(strings.NewReader(string(data)))
		repeated(t, name, decoder)
	}
}

// repeated reads a value and reports the names that stand twice in one object of it.
func repeated(t *testing.T, at string, decoder *json.Decoder) {
	t.Helper()
	token, err := decoder.Token()
	if err != nil {
		t.Fatal(at, err)
	}
	open, nested := token.(json.Delim)
	if !nested {
		return
	}
	seen := map[string]bool{}
	for decoder.More() {
		within := at
		if open == '{' {
			name, err := decoder.Token()
			if err != nil {
				t.Fatal(at, err)
			}
			if within += "/" + name.(string); seen[within] {
				t.Errorf("%s stands twice", within)
			}
			seen[within] = true
		}
		repeated(t, within, decoder)
	}
	if _, err := decoder.Token(); err != nil {
		t.Fatal(at, err)
	}
}

func TestPropertiesAreFoundByTheirNames(t *testing.T) {
	for _, name := range schema.Names() {
		kind := schema.Lookup(name)
		for want, property := range kind.Properties {
			if got, ok := kind.Index(property.Name); !ok || got != want {
				t.Errorf("%s of %s is found at %d, %v, not at %d", property.Name, name, got, ok, want)
			}
			for _, other := range []string{property.Name + "x", property.Name[1:], strings.ToUpper(property.Name), ""} {
				if at, ok := kind.Index(other); ok && kind.Properties[at].Name != other {
					t.Errorf("%s of %s is taken for %s", other, name, kind.Properties[at].Name)
				}
			}
		}
	}
}

func TestTheSchemasOfFilesAreNoKindsOfObject(t *testing.T) {
	for _, name := range []string{"config", "report"} {
		if members := schema.Members(name); len(members) > 0 || schema.Lookup(name) != nil {
			t.Errorf("%s is taken for a kind of object with the members %q", name, members)
		}
	}
}

func TestTheSchemasOfKindsDeclareWhatTheyMust(t *testing.T) {
	if err := schema.CheckBuiltIn(); err != nil {
		t.Error(err)
	}
	const head = `{"$schema": "s", "$id": "i", "title": "T", "description": "D", "type": "object", "additionalProperties": false, "required": ["identity"], "properties": {"identity": {"description": "d"}, "unknown": {"description": "u"}}, `
	for name, keywords := range map[string]string{
		"no scope":          `"x-cmdlet": "Get-X", "x-plural": "xs", "x-identity": ["Name"], "x-empty": "failed", "x-order": 9, "x-marks": [], "x-file-names": ["x"]}`,
		"another scope":     `"x-cmdlet": "Get-X", "x-scope": "planet", "x-plural": "xs", "x-identity": ["Name"], "x-empty": "failed", "x-order": 9, "x-marks": [], "x-file-names": ["x"]}`,
		"no owner":          `"x-cmdlet": "Get-X", "x-scope": "server", "x-plural": "xs", "x-identity": ["Server"], "x-empty": "failed", "x-order": 9, "x-marks": [], "x-file-names": ["x"]}`,
		"an owner of all":   `"x-cmdlet": "Get-X", "x-scope": "tenant", "x-owner": ["Name"], "x-plural": "xs", "x-identity": ["Name"], "x-empty": "failed", "x-order": 9, "x-marks": [], "x-file-names": ["x"]}`,
		"unknown emptiness": `"x-cmdlet": "Get-X", "x-scope": "tenant", "x-plural": "xs", "x-identity": ["Name"], "x-empty": "maybe", "x-order": 9, "x-marks": [], "x-file-names": ["x"]}`,
	} {
		if err := schema.Check(fstest.MapFS{"X.json": {Data: []byte(head + keywords)}}); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}
