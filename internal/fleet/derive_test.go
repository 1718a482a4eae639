package fleet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/google/go-cmp/cmp"
)

func TestFactsAreTheSameHoweverOftenTheyAreDerived(t *testing.T) {
	for _, sample := range slices.Concat(samples(t), corpus(t)) {
		before := derived(sample.organization)
		var runs [4]map[string]string
		var wait sync.WaitGroup
		for i := range runs {
			wait.Go(func() { runs[i] = derived(sample.derive(t, sample.organization)) })
		}
		wait.Wait()
		for _, run := range runs {
			if diff := cmp.Diff(before, run); diff != "" {
				t.Fatalf("%s, derived again:\n%s", sample.name, diff)
			}
		}
		if diff := cmp.Diff(before, derived(sample.organization)); diff != "" {
			t.Errorf("%s is another one after it was derived from:\n%s", sample.name, diff)
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
	{"ExchangeCertificate", "Subject", "CN=Another Name"},
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
	before := newSample(t, "the fleet", inputs(flavour, shape.All()), hints)
	for _, setting := range settings {
		for n := range 2 {
			objects := shape.All()
			property := other(objects, setting.kind, setting.property, setting.text, n)
			property.Text = setting.text // not by Set, which encodes a certificate anew, under another thumbprint
			after := newSample(t, "the changed fleet", inputs(flavour, objects), hints)
			compareFresh(t, fmt.Sprintf("%s %d of which is %s", setting.property, n, setting.text), before, after)
		}
	}
}

// other returns a property that has another value than a text, of the nth object of a kind of which
// that is so.
func other(objects []*fleet.Object, kind, name, text string, n int) *fleet.Property {
	for _, object := range objects {
		i := slices.IndexFunc(object.Properties, func(p fleet.Property) bool { return p.Name == name && p.Text != text })
		if object.Kind != kind || i < 0 {
			continue
		}
		if n == 0 {
			return &object.Properties[i]
		}
		n--
	}
	panic("all " + kind + " have the " + name + " " + text)
}

// TestAfterASettingOfAnExampleFactsAreThoseOfAFileThatHoldsIt gives each property of an object
// what the file says of another object, or takes it away where both have the same.
func TestAfterASettingOfAnExampleFactsAreThoseOfAFileThatHoldsIt(t *testing.T) {
	files := filesOf(t, filepath.Join("..", "..", "examples", "clean"))
	before := newSample(t, "the example", files, hints)
	for f, file := range files {
		for _, property := range slices.Sorted(maps.Keys(records(t, file.Data)[0])) {
			if slices.Contains([]string{"Identity", "Server", "Name", "Thumbprint"}, property) {
				continue // they make the identity
			}
			changed := slices.Clone(files)
			changed[f].Data = exchanged(t, file.Data, property)
			compareFresh(t, property+" in "+file.Name, before, newSample(t, "the changed example", changed, hints))
		}
	}
}

func records(t *testing.T, data []byte) (all []map[string]any) {
	t.Helper()
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// exchanged returns a file whose first record has a property of the last, or not at all.
func exchanged(t *testing.T, data []byte, property string) []byte {
	t.Helper()
	all := records(t, data)
	first, last := all[0], all[len(all)-1]
	if reflect.DeepEqual(first[property], last[property]) {
		delete(first, property)
	} else {
		first[property] = last[property]
	}
	changed, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// compareFresh compares an organization of changed exports with the one of exports as they were, to
// which the changes are made.
func compareFresh(t *testing.T, change string, before, after sample) {
	t.Helper()
	changed := before.organization
	for _, pair := range pairs(before.organization, after.organization) {
		object, kind := pair[0], pair[0].Kind
		for i, property := range kind.Properties[:kind.Exported] {
			if same(pair, i) {
				continue
			}
			value, _ := pair[1].Value(property.Name)
			next := with(t, object, property.Name, value)
			changed = replace(t, changed, object, next)
			object = next
		}
	}
	if changed == before.organization {
		t.Errorf("%s: nothing has changed", change)
	}
	if diff := cmp.Diff(derived(after.organization), derived(after.derive(t, changed))); diff != "" {
		t.Errorf("%s (-fresh +changed):\n%s", change, diff)
	}
}
