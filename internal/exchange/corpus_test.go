package exchange

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

var asOf = time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)

// corpus returns the folder of real exports that EXCHLINT_CORPUS names.
func corpus(t *testing.T) fs.FS {
	t.Helper()
	folder := os.Getenv("EXCHLINT_CORPUS")
	if folder == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	return os.DirFS(folder)
}

// renderings lists the folders of a corpus that hold exports.
func renderings(t *testing.T, corpus fs.FS) []string {
	t.Helper()
	folders, err := fs.Glob(corpus, "*/*")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(folders, func(name string) bool {
		info, err := fs.Stat(corpus, name)
		return err != nil || !info.IsDir()
	})
}

func readFolder(t *testing.T, corpus fs.FS, folder string) ingest.Reading {
	t.Helper()
	names, err := fs.Glob(corpus, folder+"/*")
	if err != nil {
		t.Fatal(err)
	}
	var files []*document.File
	for _, name := range names {
		data, err := fs.ReadFile(corpus, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := export.Decode(t.Context(), name, data)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return Read(t.Context(), files, ingest.Options{AsOf: asOf})
}

func TestEveryRenderingOfRealExportsIsRecognisedWholly(t *testing.T) {
	exports := corpus(t)
	for _, folder := range renderings(t, exports) {
		reading := readFolder(t, exports, folder)
		for _, flaw := range slices.Concat(reading.Errors, reading.Unrecognized) {
			t.Errorf("%+v", flaw)
		}
	}
}

func TestRealExportsMatchTheSchemas(t *testing.T) {
	exports := corpus(t)
	for _, folder := range renderings(t, exports) {
		matchesSchemas(t, readFolder(t, exports, folder).Organization)
	}
}

// validators are the compiled schemas, by kind. To compile them takes longer than most
// tests do.
var validators = sync.OnceValue(func() map[string]*jsonschema.Schema {
	compiled := map[string]*jsonschema.Schema{}
	for _, kind := range schema.Names() {
		var err error
		if compiled[kind], err = schema.Compile(kind); err != nil {
			panic(err)
		}
	}
	return compiled
})

// matchesSchemas wants every object to be as its schema says.
func matchesSchemas(t *testing.T, organization *model.Organization) {
	t.Helper()
	for kind, compiled := range validators() {
		for _, object := range organization.Objects(kind) {
			data, err := json.Marshal(object.Input())
			if err != nil {
				t.Fatal(err)
			}
			var value any
			if err := json.Unmarshal(data, &value); err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(value); err != nil {
				t.Errorf("%s %s: %#v\n%s", kind, object.Identity, err, data)
			}
		}
	}
}

// What renderings may differ in: what they lost, what they hold, and what depends on
// the zone that a CSV's dates are in, which it doesn't say.
var ownToEach = []string{"lost_values", "unknown", "certificates_exported", "connectors_exported", "servers", "Fqdn", "server_fqdn", "seconds_left", "seconds_to_start", "days_left", "lifetime_days", "named_by", "used_by", "wanted_by", "needs_certificates", "hybrid_duties"}

// sameDay reports whether two dates are at most a time zone apart.
func sameDay(a, b string) bool {
	t, err1 := time.Parse(`"`+time.RFC3339+`"`, a)
	u, err2 := time.Parse(`"`+time.RFC3339+`"`, b)
	return err1 == nil && err2 == nil && t.Sub(u).Abs() <= 14*time.Hour
}

func TestRenderingsOfOneDatasetAgreeOnWhatTheyKnow(t *testing.T) {
	exports := corpus(t)
	type fact struct{ dataset, object, property string }
	known := map[fact]string{}
	from := map[fact]string{}
	for _, folder := range renderings(t, exports) {
		for _, object := range readFolder(t, exports, folder).Organization.All() {
			if strings.Contains(object.Identity, "?") {
				continue
			}
			for property, value := range object.Input() {
				if slices.Contains(ownToEach, property) {
					continue
				}
				f := fact{path.Dir(folder), object.Identity, property}
				data, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				if before, ok := known[f]; ok && before != string(data) && !sameDay(before, string(data)) {
					t.Errorf("%s %s: %s in %s, but %s in %s", f.object, property, before, from[f], data, folder)
				}
				known[f], from[f] = string(data), folder
			}
		}
	}
}

// TestWhatMicrosoftsTestsExpectHolds reads the datasets as HealthChecker's own tests do:
// which certificates a connector's name matches, and their whole days at 2022-01-01.
func TestWhatMicrosoftsTestsExpectHolds(t *testing.T) {
	exports := corpus(t)
	tests := []struct {
		folder, kind, identity string
		want                   map[string]int64 // days left by the first letters of the thumbprint
	}{
		{"hc-exlab/clixml", "ReceiveConnector", `WIN-CTD3L0RGEN4\Default Frontend WIN-CTD3L0RGEN4`, map[string]int64{"611C687D": 1678}},
		{"hc-exlab/clixml", "SendConnector", "Mail to O365", map[string]int64{"E267D459": 1678}},
		{"hc-exlab/clixml", "ReceiveConnector", `WIN-CTD3L0RGEN4\Client Frontend WIN-CTD3L0RGEN4`, map[string]int64{}},
		{"hc-exlab-multimatch/clixml", "SendConnector", "Mail to O365", map[string]int64{"E267D459": 1678, "03221367": 1911}},
		{"hc-exlab-multimatch/clixml", "ReceiveConnector", `WIN-CTD3L0RGEN4\Default Frontend WIN-CTD3L0RGEN4`, map[string]int64{"611C687D": 1678}},
	}
	for _, test := range tests {
		organization := readFolder(t, exports, test.folder).Organization
		got := map[string]int64{}
		for _, c := range organization.Objects("ExchangeCertificate") {
			named, _ := textsOf(c, "named_by")
			if days, _ := c.Value("days_left"); slices.Contains(named, test.identity) {
				got[c.Identity[strings.LastIndexByte(c.Identity, '\\')+1:][:8]] = days.(int64)
			}
		}
		Equal(t, test.folder+" "+test.identity, got, test.want)
	}
	for _, lost := range []string{"clixml", "ps51-json", "ps7-json"} {
		days := map[string]int64{}
		for _, c := range readFolder(t, exports, "hc-e2k16-broken/"+lost).Organization.Objects("ExchangeCertificate") {
			subject, _ := textOf(c, "Subject")
			left, _ := c.Value("days_left")
			days[subject], _ = left.(int64)
		}
		Equal(t, "the broken dump as "+lost, days, map[string]int64{
			"DC=Windows Azure CRP Certificate Generator": 734, "CN=E2k16-1": 2189, "CN=mail.contoso.lab": 2073,
			"CN=domain.com, OU=IT, O=Contoso, L=Cologne, S=NRW, C=Germany": 1976, "CN=WMSvc-SHA2-E2k16-1": 3494,
		})
	}
}
