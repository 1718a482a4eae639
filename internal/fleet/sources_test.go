package fleet_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// aboutRecords are the facts that reading gives a record, whatever it holds.
var aboutRecords = []string{"identity", "lost_values", "conflicts", "unknown"}

// exportedKinds are the kinds of which the samples have objects.
var exportedKinds = []string{"ReceiveConnector", "SendConnector", "ExchangeCertificate"}

// TestFactsReadNothingButWhatTheirSchemasName takes each exported property away, from all objects
// and from some, and gives it the values of other objects. A fact that is another one after that
// has read the property, so its x-from must name it.
func TestFactsReadNothingButWhatTheirSchemasName(t *testing.T) {
	undeclared := map[string]bool{}
	for _, sample := range samples(t) {
		for _, kind := range exportedKinds {
			for _, property := range schema.Lookup(kind).Properties[:schema.Lookup(kind).Exported] {
				if slices.Contains(schema.Lookup(kind).Identity, property.Name) {
					continue // every fact about several objects tells them apart by these
				}
				for _, changed := range variations(t, sample.organization, kind, property.Name) {
					derived := sample.derive(t, changed)
					noteReads(undeclared, sample.organization, derived, kind, property)
					noteMissing(undeclared, derived)
				}
			}
		}
	}
	failFor(t, undeclared)
}

// TestWhatIsMissingForAFactIsAmongItsSources looks at what real exports lack.
func TestWhatIsMissingForAFactIsAmongItsSources(t *testing.T) {
	undeclared := map[string]bool{}
	for _, sample := range slices.Concat(samples(t), corpus(t)) {
		noteMissing(undeclared, sample.organization)
	}
	failFor(t, undeclared)
}

func failFor(t *testing.T, undeclared map[string]bool) {
	t.Helper()
	for _, fact := range slices.Sorted(maps.Keys(undeclared)) {
		t.Errorf("%s, which its x-from does not name", fact)
	}
}

// variations returns the organization without a property, without it on some objects, and with the
// values of other objects, as far as that changes something.
func variations(t *testing.T, organization *model.Organization, kind, property string) (all []*model.Organization) {
	t.Helper()
	objects := organization.Objects(kind)
	vary := func(value func(i int) any) {
		changed := organization
		for i, object := range objects {
			v := value(i)
			if was, _ := object.Value(property); !reflect.DeepEqual(was, v) {
				changed = replace(t, changed, object, with(t, object, property, v))
			}
		}
		if changed != organization {
			all = append(all, changed)
		}
	}
	valueOf := func(i int) any {
		value, _ := objects[i%len(objects)].Value(property)
		return value
	}
	vary(func(int) any { return nil })
	for one := 0; one < len(objects); one += max(1, len(objects)/3) {
		vary(func(i int) any {
			if i == one {
				return nil
			}
			return valueOf(i)
		})
	}
	for _, distance := range []int{1, 4} {
		vary(func(i int) any { return valueOf(i + distance) })
	}
	return all
}

// noteReads notes the facts that differ after a property was changed and do not name it among their
// sources.
func noteReads(undeclared map[string]bool, before, after *model.Organization, kind string, property schema.Property) {
	for _, pair := range pairs(before, after) {
		of := pair[0].Kind
		for i, fact := range of.Properties[of.Exported:] {
			if !same(pair, of.Exported+i) && !slices.Contains(aboutRecords, fact.Name) && !declares(of, fact, kind, property) {
				undeclared[fmt.Sprintf("%s.%s reads %s.%s", of.Name, fact.Name, kind, property.Name)] = true
			}
		}
	}
}

// pairs returns the objects that two organizations have both.
func pairs(before, after *model.Organization) (all [][2]*model.Object) {
	for _, kind := range before.Kinds() {
		others := after.Objects(kind)
		for _, object := range before.Objects(kind) {
			i := slices.IndexFunc(others, func(o *model.Object) bool { return o.Identity == object.Identity })
			if i >= 0 {
				all = append(all, [2]*model.Object{object, others[i]})
				others = others[i+1:]
			}
		}
	}
	return all
}

// same reports whether two objects have the same value of a property, or lack the same for it.
func same(pair [2]*model.Object, property int) bool {
	a, b := pair[0].Datum(property), pair[1].Datum(property)
	switch {
	case a == nil && b == nil:
		return slices.Equal(pair[0].Why(property).Missing, pair[1].Why(property).Missing)
	case a == nil || b == nil:
		return false
	}
	return a == b || reflect.DeepEqual(a.Value, b.Value)
}

// noteMissing notes the facts that lack a property and do not name it among their sources.
func noteMissing(undeclared map[string]bool, organization *model.Organization) {
	kinds := kindsByIdentity(organization)
	for _, object := range organization.All() {
		of := object.Kind
		for i, fact := range of.Properties[of.Exported:] {
			if object.Datum(of.Exported+i) != nil {
				continue
			}
			for _, missing := range object.Why(of.Exported + i).Missing {
				property, identity, ofAnother := strings.Cut(missing, " of ")
				owners := []*schema.Kind{of}
				if ofAnother && kinds[identity] != nil {
					owners = kinds[identity]
				}
				if property != fact.Name && !declaresMissing(of, fact, owners, property) {
					undeclared[fmt.Sprintf("%s.%s lacks %s.%s", of.Name, fact.Name, owners[0].Name, property)] = true
				}
			}
		}
	}
}

func kindsByIdentity(organization *model.Organization) map[string][]*schema.Kind {
	kinds := map[string][]*schema.Kind{}
	for _, object := range organization.All() {
		kinds[object.Identity] = append(kinds[object.Identity], object.Kind)
	}
	return kinds
}

// declaresMissing reports whether a fact names what it lacks, a property of one of some kinds. What
// is in small letters is a whole export, or something else that no property tells.
func declaresMissing(of *schema.Kind, fact schema.Property, owners []*schema.Kind, missing string) bool {
	if strings.ToLower(missing[:1]) == missing[:1] && !strings.Contains(missing, "_") {
		return true
	}
	return slices.ContainsFunc(owners, func(kind *schema.Kind) bool {
		i, ok := kind.Index(missing)
		return ok && declares(of, fact, kind.Name, kind.Properties[i])
	})
}

// declares reports whether the schema names a property of a kind among the sources of a fact.
func declares(of *schema.Kind, fact schema.Property, kind string, property schema.Property) bool {
	compared := fact.Compares && of.Name == kind && property.Compared
	return compared || slices.Contains(of.Sources(fact.Name), kind+"."+property.Name)
}
