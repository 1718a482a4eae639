package exchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// conflictsOf returns the properties that an object's records contradict each other about.
func conflictsOf(t *testing.T, o *model.Object) []string {
	t.Helper()
	value, known := o.Value("conflicts")
	if !known {
		t.Fatal("the conflicts are not known")
	}
	properties := []string{}
	for _, conflict := range value.([]any) {
		properties = append(properties, conflict.(*schema.Entry).Value("property").(string))
	}
	return properties
}

func TestRecordsOfOneObjectAgreeOrContradictEachOther(t *testing.T) {
	const range31 = `"RemoteIPRanges": ["10.0.0.1", "10.0.0.2"]`
	tests := []struct {
		name, first, second string
		want                []string
	}{
		{"the same twice", "", "", []string{}},
		{"another spelling of the same", `"AuthMechanism": 3`, `"AuthMechanism": "Integrated, Tls"`, []string{}},
		{"a list in another order", range31, `"RemoteIPRanges": "10.0.0.2;10.0.0.1"`, []string{}},
		{"a shorter list", range31, `"RemoteIPRanges": ["10.0.0.1"]`, []string{"RemoteIPRanges"}},
		{"another value", `"RequireTLS": true`, "", []string{"RequireTLS"}},
		{"two other values", `"RequireTLS": true, "Banner": "220 a"`, `"Banner": "220 b"`, []string{"Banner", "RequireTLS"}},
		{"a lost value", `"Bindings": "System.Object[]"`, "", []string{}},
		{"a property that one lacks", `"Banner": "220 a"`, "", []string{}},
		{"changed in between, but not in what is read", `"WhenChanged": "2026-10-05T08:30:00Z"`, `"WhenChanged": "2026-11-05T08:30:00Z"`, []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			org := organization(t, list(receive("EX01", "In", test.first)), list(receive("EX01", "In", test.second)))
			connectors := org.Objects("ReceiveConnector")
			if len(connectors) != 1 {
				t.Fatalf("%d connectors", len(connectors))
			}
			Equal(t, "conflicts", conflictsOf(t, connectors[0]), test.want)
			for _, property := range test.want {
				if value, known := connectors[0].Value(property); known || !strings.Contains(connectors[0].Gap(property).Reason, "contradict") {
					t.Errorf("%s is %v: %+v", property, value, connectors[0].Gap(property))
				}
			}
		})
	}
}

func TestADateWithoutAZoneContradictsNothing(t *testing.T) {
	conflicts := func(date string) []string {
		org := organization(t, list(certified("EX01", "A", "")), list(certified("EX01", "A", `"NotAfter": "`+date+`"`)))
		return conflictsOf(t, find(t, org, "ExchangeCertificate", `EX01\`+a))
	}
	Equal(t, "in another zone", conflicts("2027-06-01T13:00:00"), []string{})
	Equal(t, "on another day", conflicts("2027-01-06T00:00:00"), []string{"NotAfter"})
}

func TestWhatOneRecordLostAnotherKnows(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", `"Bindings": "System.Object[]", "RemoteIPRanges": {}`)), list(receive("EX01", "In", `"RemoteIPRanges": {}`)))
	o := find(t, org, "ReceiveConnector", `EX01\In`)
	lost, _ := o.Value("lost_values")
	Equal(t, "lost", lost, any([]any{schema.EntryOf(map[string]any{"property": "RemoteIPRanges", "text": "{}"})}))
	unknown, _ := textsOf(o, "unknown")
	if slices.Contains(unknown, "Bindings") || !slices.Contains(unknown, "RemoteIPRanges") {
		t.Errorf("unknown are %v", unknown)
	}
}

func TestAPropertyStandsWhereTheFirstRecordHasIt(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", "")), "\n"+list(receive("EX01", "In", `"Banner": "220 a"`)))
	o := find(t, org, "ReceiveConnector", `EX01\In`)
	for property, want := range map[string]string{"RequireTLS": "x.json", "Banner": "xx.json", "WhenChanged": "x.json"} {
		if file := o.Source(property).File; file.Name != want {
			t.Errorf("%s stands in %s, want %s", property, file.Name, want)
		}
	}
	if o.RecordAt(0) != o || o.RecordAt(1) == nil || o.RecordAt(2) != nil || o.RecordAt(-1) != nil {
		t.Error("an object has other records than its own")
	}
}

func TestManyContradictionsAreCut(t *testing.T) {
	var records []string
	for i := range 50 {
		records = append(records, receive("EX01", "In", `"MaxHopCount": `+strings.Repeat("1", i%15+1)))
	}
	value, _ := find(t, organization(t, list(records...)), "ReceiveConnector", `EX01\In`).Value("conflicts")
	if n := len(value.([]any)[0].(*schema.Entry).Value("values").([]any)); n != ingest.MaxStatements {
		t.Errorf("%d values are shown", n)
	}
}
