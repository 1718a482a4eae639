package fleet_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// spoilt are the flavours whose exports are read, spoilt in every way, and read again.
var spoilt = []string{"ps7-json", "ps7-json-script", "ps7-json-enumstrings", "flat-json"}

// TestTheReaderKeepsToTheSchemas spoils exports at random. What the reader makes of them,
// which no schema is asked about in a run, is valid for jsonschema all the same; and what it
// made, it takes again as it is.
func TestTheReaderKeepsToTheSchemas(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{}
	for _, kind := range schema.Names() {
		compiled, err := schema.Compile(kind)
		if err != nil {
			t.Fatal(err)
		}
		schemas[kind] = compiled
	}
	changed, lost := 0, 0
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		shape := fleet.Shape{Servers: 3, Edges: 1, Diversity: 0.3, Faults: 0.5, Seed: seed}
		for _, flavour := range fleet.Flavours {
			if !slices.Contains(spoilt, flavour.Name) {
				continue
			}
			var files []lint.Input
			for _, file := range inputs(flavour, shape.All()) {
				text, n := spoil(t, r, file.Data)
				files, changed = append(files, lint.Input{Name: file.Name, Data: text, Named: true}), changed+n
			}
			organization, _ := lint.Normalize(t.Context(), files, lint.Options{AsOf: fleet.AsOf, Culture: "en-US"})
			for kind, compiled := range schemas {
				for _, o := range organization.Objects(kind) {
					if err := compiled.Validate(asJSON(t, o.Input())); err != nil {
						t.Errorf("%s, seed %d: %#v", flavour.Name, seed, err)
					}
					lost += len(o.Input()["unknown"].([]any))
				}
			}
			taken(t, organization)
		}
	}
	if changed < 1000 || lost < 100 {
		t.Errorf("%d values were spoilt, and %d lost: this proves little", changed, lost)
	}
}

// spoil puts other values for some in a text of JSON, and counts them.
func spoil(t *testing.T, r *rand.Rand, text []byte) ([]byte, int) {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	n := 0
	value = spoiled(r, value, 0, &n)
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text, n
}

// spoiled changes one of thirty values that are in an object.
func spoiled(r *rand.Rand, value any, depth int, n *int) any {
	if depth > 1 && r.IntN(30) == 0 {
		*n++
		return strange(r, value)
	}
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = spoiled(r, v[i], depth+1, n)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			v[name] = spoiled(r, v[name], depth+1, n)
		}
	}
	return value
}

// strange is something that may stand in the place of a value.
func strange(r *rand.Rand, value any) any {
	texts := []string{"", " ", "True", "$true", "0x10", "-1", "1.5", "99999999999999999999", "None", "Tls, Tls", "System.Object[]", "{a, b...}", "1/2/3", "2026-02-30T00:00:00",
		"::", "10.0.0.0-9.0.0.0", "<I>CN=a<S>CN=b", "CN=", "*", "a\x00b", "\u202e", "unlimited", "25 MB (26,214,400 bytes)", "00:00:05", "SMTP:*;1", strings.Repeat("A", 40)}
	switch r.IntN(8) {
	case 0:
		return nil
	case 1:
		return r.IntN(2) == 0
	case 2:
		return []any{0, 1, -1, 4, 31, 65535, 1 << 31, 1e300, 0.5}[r.IntN(9)]
	case 3:
		return []any{value, value}
	case 4:
		return map[string]any{"value": value, "Count": 1}
	case 5:
		return []any{}
	case 6:
		return map[string]any{}
	}
	return texts[r.IntN(len(texts))]
}

func asJSON(t *testing.T, value any) any {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var again any
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

// taken exports what was read of an organization, and wants it to be read as it was.
func taken(t *testing.T, organization *model.Organization) {
	t.Helper()
	var files []lint.Input
	for _, kind := range fleet.Kinds {
		list := []any{}
		for _, o := range organization.Objects(kind) {
			list = append(list, written(o))
		}
		text, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, lint.Input{Name: kind + ".json", Data: text, Named: true})
	}
	again, _ := lint.Normalize(t.Context(), files, lint.Options{AsOf: fleet.AsOf, Culture: "en-US"})
	for _, kind := range fleet.Kinds {
		for i, o := range organization.Objects(kind) {
			if other := again.Objects(kind); i >= len(other) {
				t.Fatalf("%s %s is not read again", kind, o.Identity)
			} else if diff := cmp.Diff(stated(o), stated(other[i])); diff != "" {
				t.Errorf("%s %s (-read +read again):\n%s", kind, o.Identity, diff)
			}
		}
	}
}

// written are the values of an object as an export has them: a time span is no number there,
// and what was lost leaves the name of its type.
func written(o *model.Object) map[string]any {
	values := stated(o)
	for _, property := range o.Kind.Properties {
		if seconds, ok := values[property.Name].(int64); ok && property.Reader == "timespan" {
			values[property.Name] = timespan(seconds)
		}
	}
	unknown, _ := o.Value("unknown")
	for _, name := range unknown.([]any) {
		values[name.(string)] = "System.Object[]"
	}
	return values
}

func timespan(seconds int64) string {
	const day = 24 * 60 * 60
	if seconds < 0 {
		return "-" + timespan(-seconds)
	}
	return fmt.Sprintf("%d.%02d:%02d:%02d", seconds/day, seconds%day/3600, seconds%3600/60, seconds%60)
}

// stated are the values of an object that stood in an export.
func stated(o *model.Object) map[string]any {
	values := map[string]any{}
	for _, property := range o.Kind.Properties {
		if value, known := o.Value(property.Name); known && property.Reader != "" {
			values[property.Name] = value
		}
	}
	return values
}
