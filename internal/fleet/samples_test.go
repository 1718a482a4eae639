package fleet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// sample is an organization to derive facts of, and what its people say of it.
type sample struct {
	name         string
	organization *model.Organization
	hints        model.OrganizationHints
}

func newSample(t *testing.T, name string, inputs []lint.Input, hints model.OrganizationHints) sample {
	t.Helper()
	organization, result := lint.Normalize(t.Context(), inputs, lint.Options{AsOf: fleet.AsOf, Culture: "en-US", Known: hints})
	for _, problem := range result.Errors {
		t.Errorf("%s: %s:%d: %s", name, problem.File, problem.Line, problem.Message)
	}
	return sample{name, organization, hints}
}

// derive derives facts of an organization as if it were the sample's.
func (s sample) derive(t *testing.T, organization *model.Organization) *model.Organization {
	t.Helper()
	return facts.Derive(t.Context(), organization, s.hints)
}

// hints say something of everything that people can say something of, but that nothing is sent to
// Exchange Online.
var hints = model.OrganizationHints{
	ExpectedNames: []string{"mail.contoso.com"}, EdgeServers: []string{"EX03"}, PlainRelays: []string{`*\*Relay*`},
	LoadBalancers: []string{"10.0.0.0/24"}, GatewayInFront: true, CloudDomains: []string{"contoso.com"}, InternalSuffixes: []string{"com"},
	ECCForSMTP: true, IncompleteExport: true, WideRange: 16, Cohorts: map[string][]string{"first": {"EX01", "EX02"}},
}

// samples are organizations in which every rule has something to look at.
func samples(t *testing.T) []sample {
	t.Helper()
	troubled := fleet.Shape{Servers: 3, Edges: 1, Diversity: 0.2, Faults: fleet.Troubled, Seed: 1}
	made := func(name string, shape fleet.Shape, flavour string, hints model.OrganizationHints) sample {
		return newSample(t, name, inputs(fleet.Lookup(flavour), shape.All()), hints)
	}
	return append(examples(t),
		made("healthy", fleet.Shape{Servers: 3, Edges: 2}, "flat-json", model.OrganizationHints{}),
		made("shared", fleet.Shape{Servers: 2, Shared: true, Faults: 0.3, Seed: 3}, "flat-json", model.OrganizationHints{}),
		made("troubled", troubled, "flat-json", model.OrganizationHints{}),
		made("with hints", troubled, "flat-json", hints),
		made("with losses", troubled, "ps7-csv", model.OrganizationHints{}),
	)
}

// examples are those that the README shows.
func examples(t *testing.T) []sample {
	t.Helper()
	return folders(t, filepath.Join("..", "..", "examples", "*"))
}

// corpus are the real exports in the folder that EXCHLINT_CORPUS names; none if it names none.
func corpus(t *testing.T) []sample {
	t.Helper()
	if folder := os.Getenv("EXCHLINT_CORPUS"); folder != "" {
		return folders(t, filepath.Join(folder, "*", "*"))
	}
	return nil
}

// folders returns an organization for each folder with exports that a pattern matches.
func folders(t *testing.T, pattern string) (all []sample) {
	t.Helper()
	names, _ := filepath.Glob(pattern) // the pattern is well formed
	for _, name := range names {
		if inputs := filesOf(t, name); len(inputs) > 0 {
			all = append(all, newSample(t, name, inputs, model.OrganizationHints{}))
		}
	}
	return all
}

func filesOf(t *testing.T, folder string) (inputs []lint.Input) {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, lint.Input{Name: name, Data: data})
	}
	return inputs
}

// with returns an object with another value of a property.
func with(t *testing.T, object *model.Object, property string, value any) *model.Object {
	t.Helper()
	changed, err := object.With(property, value)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// replace returns an organization with an object in place of one of its own.
func replace(t *testing.T, organization *model.Organization, own, object *model.Object) *model.Organization {
	t.Helper()
	replaced, err := organization.Replace(own, object)
	if err != nil {
		t.Fatal(err)
	}
	return replaced
}

// derived is all that is known of an organization: values, and what is missing for the others, by
// kind, identity and property.
func derived(organization *model.Organization) map[string]string {
	all := map[string]string{}
	for _, object := range organization.All() {
		for i, property := range object.Kind.Properties {
			key := object.Kind.Name + " " + object.Identity + " " + property.Name
			if _, taken := all[key]; taken {
				key += fmt.Sprint(" ", len(all)) // of another object of this identity, of which a part is not known
			}
			if datum := object.Datum(i); datum != nil {
				all[key] = fmt.Sprint(shown(datum.Value))
			} else {
				all[key] = "unknown: " + strings.Join(object.Why(i).Missing, ", ")
			}
		}
	}
	return all
}

// shown returns a value whose entries can be printed.
func shown(value any) any {
	switch value := value.(type) {
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = shown(element)
		}
		return list
	case *schema.Entry:
		members := value.Map()
		for name, member := range members {
			members[name] = shown(member)
		}
		return members
	}
	return value
}
