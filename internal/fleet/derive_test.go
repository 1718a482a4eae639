package fleet_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

// derived is all that is known of an organization: values, and what is missing for the others, by
// kind, identity and property.
func derived(organization *model.Organization) map[string]string {
	all := map[string]string{}
	for _, object := range organization.All() {
		for i, property := range object.Kind.Properties {
			key := object.Kind.Name + " " + object.Identity + " " + property.Name
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

// samples are organizations in which every rule has something to look at.
func samples(t *testing.T) map[string]*model.Organization {
	t.Helper()
	organizations := map[string]*model.Organization{}
	for name, shape := range map[string]fleet.Shape{
		"healthy":  {Servers: 3, Edges: 2},
		"shared":   {Servers: 2, Shared: true, Faults: 0.3, Seed: 3},
		"troubled": {Servers: 3, Edges: 1, Diversity: 0.2, Faults: fleet.Troubled, Seed: 1},
	} {
		organizations[name] = normalize(t, inputs(fleet.Lookup("flat-json"), shape.All()))
	}
	return organizations
}

func again(organization *model.Organization) *model.Organization {
	return facts.Derive(context.Background(), organization, model.OrganizationHints{})
}

func TestFactsAreTheSameHoweverOftenTheyAreDerived(t *testing.T) {
	for name, organization := range samples(t) {
		before := derived(organization)
		var runs [4]map[string]string
		var wait sync.WaitGroup
		for i := range runs {
			wait.Go(func() { runs[i] = derived(again(organization)) })
		}
		wait.Wait()
		for _, run := range runs {
			if diff := cmp.Diff(before, run); diff != "" {
				t.Fatalf("%s, derived again:\n%s", name, diff)
			}
		}
		if diff := cmp.Diff(before, derived(organization)); diff != "" {
			t.Errorf("%s is another one after it was derived from:\n%s", name, diff)
		}
	}
}

// settings are values that objects of a kind may get.
var settings = []struct{ kind, property, text string }{
	{"ReceiveConnector", "AuthMechanism", "Integrated, BasicAuth"},
	{"ReceiveConnector", "Bindings", "0.0.0.0:2525"},
	{"ReceiveConnector", "Enabled", "False"},
	{"ReceiveConnector", "Fqdn", "relay.contoso.com"},
	{"ReceiveConnector", "PermissionGroups", "ExchangeUsers"},
	{"ReceiveConnector", "RemoteIPRanges", "40.107.0.0/16"},
	{"ReceiveConnector", "TlsCertificateName", fleet.Null},
	{"ReceiveConnector", "TransportRole", "HubTransport"},
	{"ReceiveConnector", "MaxMessageSize", "10 MB (10,485,760 bytes)"},
	{"ExchangeCertificate", "Services", "None"},
	{"ExchangeCertificate", "Status", "Untrusted"},
	{"ExchangeCertificate", "NotAfter", "2026-11-01T00:00:00Z"},
	{"ExchangeCertificate", "Subject", "CN=other.contoso.com"},
	{"ExchangeCertificate", "Issuer", "CN=Another CA"},
	{"ExchangeCertificate", "HasPrivateKey", "False"},
	{"ExchangeCertificate", "RootCAType", "Enterprise"},
	{"SendConnector", "Enabled", "False"},
	{"SendConnector", "SmartHosts", "relay.isp.net"},
	{"SendConnector", "AddressSpaces", "SMTP:*;5"},
	{"SendConnector", "SourceTransportServers", "EX02"},
	{"SendConnector", "TlsCertificateName", fleet.Null},
}

func TestAfterASettingFactsAreThoseOfExportsThatHoldIt(t *testing.T) {
	shape := fleet.Shape{Servers: 3, Edges: 1, Diversity: 0.2, Faults: 0.3, Seed: 5}
	flavour := fleet.Lookup("flat-json")
	organization := normalize(t, inputs(flavour, shape.All()))
	for _, setting := range settings {
		for _, n := range []int{0, 4} {
			objects := shape.All()
			of := slices.DeleteFunc(slices.Clone(objects), func(o *fleet.Object) bool { return o.Kind != setting.kind })
			if n >= len(of) {
				continue
			}
			i := slices.IndexFunc(of[n].Properties, func(p fleet.Property) bool { return p.Name == setting.property })
			of[n].Properties[i].Text = setting.text // not by Set, which encodes a certificate anew, under another thumbprint
			fresh := normalize(t, inputs(flavour, objects))
			changed := apply(t, organization, fresh, setting.kind, setting.property)
			if diff := cmp.Diff(derived(fresh), derived(again(changed))); diff != "" {
				t.Errorf("%s %d of which is %s (-fresh +changed):\n%s", setting.property, n, setting.text, diff)
			}
		}
	}
}

// apply sets a property to what it is in another organization, where that differs.
func apply(t *testing.T, organization, other *model.Organization, kind, property string) *model.Organization {
	t.Helper()
	for _, object := range organization.Objects(kind) {
		value, _ := other.Find(kind, object.Identity).Value(property)
		if before, _ := object.Value(property); cmp.Equal(before, value) {
			continue
		}
		changed, err := object.With(property, value)
		if err != nil {
			t.Fatal(err)
		}
		if organization, err = organization.Replace(changed); err != nil {
			t.Fatal(err)
		}
	}
	return organization
}

// aboutRecords are the facts that reading gives a record, whatever it holds.
var aboutRecords = []string{"identity", "lost_values", "conflicts", "unknown"}

// TestFactsReadNothingButWhatTheirSchemasName takes each exported property away, from all objects
// and from one, and gives it the values of other objects. A fact that is another one after that
// has read the property, so its x-from must name it; and so must what is missing for a fact.
func TestFactsReadNothingButWhatTheirSchemasName(t *testing.T) {
	undeclared := map[string]bool{}
	for _, organization := range samples(t) {
		before := derived(organization)
		for _, kind := range []string{"ReceiveConnector", "SendConnector", "ExchangeCertificate"} {
			for _, property := range schema.Lookup(kind).Properties[:schema.Lookup(kind).Exported] {
				if slices.Contains(schema.Lookup(kind).Identity, property.Name) {
					continue // every fact about several objects tells them apart by these
				}
				for _, changed := range variations(t, organization, kind, property.Name) {
					note(undeclared, before, again(changed), kind, property)
				}
			}
		}
	}
	for _, fact := range slices.Sorted(maps.Keys(undeclared)) {
		t.Errorf("%s, which its x-from does not name", fact)
	}
}

// variations returns the organization without a property, without it on one object, and with the
// values of other objects.
func variations(t *testing.T, organization *model.Organization, kind, property string) []*model.Organization {
	t.Helper()
	objects := organization.Objects(kind)
	with := func(value func(i int) (any, bool)) *model.Organization {
		changed := organization
		for i, object := range objects {
			v, change := value(i)
			if !change {
				continue
			}
			o, err := object.With(property, v)
			if err != nil {
				t.Fatal(err)
			}
			if changed, err = changed.Replace(o); err != nil {
				t.Fatal(err)
			}
		}
		return changed
	}
	all := []*model.Organization{with(func(int) (any, bool) { return nil, true })}
	for one := 0; one < len(objects); one += max(1, len(objects)/3) {
		all = append(all, with(func(i int) (any, bool) { return nil, i == one }))
	}
	for _, distance := range []int{1, 4} {
		all = append(all, with(func(i int) (any, bool) {
			value, _ := objects[(i+distance)%len(objects)].Value(property)
			return value, true
		}))
	}
	return all
}

// note notes the facts that differ and do not name a property among their sources.
func note(undeclared map[string]bool, before map[string]string, organization *model.Organization, kind string, property schema.Property) {
	for _, object := range organization.All() {
		for _, fact := range object.Kind.Properties[object.Kind.Exported:] {
			key := object.Kind.Name + " " + object.Identity + " " + fact.Name
			was, known := before[key]
			i, _ := object.Kind.Index(fact.Name)
			is := "unknown: "
			if datum := object.Datum(i); datum != nil {
				is = fmt.Sprint(shown(datum.Value))
			} else {
				is += strings.Join(object.Why(i).Missing, ", ")
			}
			if known && was != is && !slices.Contains(aboutRecords, fact.Name) && !declares(object.Kind, fact, kind, property) {
				undeclared[fmt.Sprintf("%s.%s reads %s.%s", object.Kind.Name, fact.Name, kind, property.Name)] = true
			}
		}
	}
}

// declares reports whether the schema names a property of a kind among the sources of a fact.
func declares(of *schema.Kind, fact schema.Property, kind string, property schema.Property) bool {
	compared := fact.Compares && of.Name == kind && property.Compared
	return compared || slices.Contains(of.Sources(fact.Name), kind+"."+property.Name)
}
