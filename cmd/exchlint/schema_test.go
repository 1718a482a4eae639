package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/exchlint/exchlint/schema"
)

var reportSchema = sync.OnceValues(func() (*jsonschema.Schema, error) { return schema.Compile("report") })

// validateReport returns how a JSON report differs from its schema.
func validateReport(data []byte) error {
	compiled, err := reportSchema()
	if err != nil {
		return err
	}
	var report any
	if err := json.Unmarshal(data, &report); err != nil {
		return err
	}
	if err := compiled.Validate(report); err != nil {
		return fmt.Errorf("%#v", err)
	}
	return nil
}

// isReport reports whether data is meant to be a JSON report of a check.
func isReport(data []byte) bool {
	var report map[string]json.RawMessage
	return json.Unmarshal(data, &report) == nil && report["summary"] != nil && report["asOf"] != nil
}

// validateReports validates every JSON report in a folder.
func validateReports(folder string) (reports int, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || !strings.Contains(entry.Name(), ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !isReport(data) {
			return err
		}
		reports++
		if err := validateReport(data); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	return reports, err
}

func TestEveryGoldenJSONReportMatchesTheSchema(t *testing.T) {
	for folder, want := range map[string]int{"testdata/examples": len(exampleStatus), root + "/internal/report/testdata": 3} {
		got, err := validateReports(folder)
		if err != nil {
			t.Error(err)
		}
		if got < want {
			t.Errorf("%s has %d JSON reports, want %d or more", folder, got, want)
		}
	}
}

// situations are command lines under which a JSON report of an example differs in its form.
// The files that they name are those of situation.
var situations = [][]string{
	{},
	{"--show-passed", "--show-waived", "-v"},
	{"--profile", "hardening", "--strict"},
	{"--profile", "stig"},
	{"--only", "receive/*"},
	{"-c", "waivers.yaml"},
	{"-c", "lax.yaml", "more"},
	{"-c", "waivers.yaml", "--baseline", "baseline.json"},
	{"--baseline", "baseline.json", "--only", "receive/tls-not-offered"},
	{"more"},
	{"more", "--timeout", "1ns"},
	{"nested.zip"},
}

// situation writes the files that the command lines of situations need.
func situation(t *testing.T) {
	t.Helper()
	if err := os.Mkdir("more", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "more/broken.json", []byte("[\n{]"))
	write(t, "more/empty.csv", nil)
	write(t, "more/package.json", []byte(`{"name": "no export"}`))
	write(t, "more/rc.json", []byte(faulty))
	write(t, "nested.zip", []byte("no archive"))
	write(t, "waivers.yaml", []byte("version: 1\nwaivers:\n- {rule: '*', object: 'EX0?\\*', reason: accepted, ticket: CHG-1, expires: 2027-01-31}\n"))
	write(t, "lax.yaml", []byte("version: 1\nfailOn: never\nignore: [rc.json]\nrules: {'receive/*': note, 'send/*': off}\n"))
	write(t, "change.ps1", []byte("Set-ReceiveConnector 'EX01\\Scanner Relay EX01' -ProtocolLoggingLevel None -AuthMechanism Nothing\nSet-ReceiveConnector 'EX01\\Scanner Relay EX01' -ProtocolLoggingLevel None\n"+
		"Remove-ReceiveConnector 'EX02\\Scanner Relay EX02'\nInvoke-Deployment\nif (-not (Test-Connection EX01)) { throw 'EX01 is down' }\nEnable-ExchangeCertificate -Server EX03 -Thumbprint FC82AEAFCD568FDFE9C3FD8D77BB8FD2A65D8687 -Services SMTP\n"))
	for _, folder := range []string{"older", "newer"} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	relay := func(server, name, more string) string {
		return fmt.Sprintf(`{"Server": %q, "Name": %q, "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:25"]%s}`, server, name, more)
	}
	write(t, "older/rc.json", []byte("["+relay("EX01", "Relay", `, "Fqdn": "a.contoso.com", "Enabled": true`)+","+relay("EX01", "Old", "")+","+relay("EX02", "Relay", "")+"]"))
	write(t, "newer/rc.json", []byte("["+relay("EX01", "Relay", `, "Fqdn": "b.contoso.com"`)+","+relay("EX01", "New", "")+","+relay("EX03", "Relay", "")+"]"))
	_, _, exit := execute(t, nil, "check", "--as-of", "2026-11-20", "-q", "-f", "json=baseline.json", "more/rc.json", "examples/contoso")
	if exit != failed {
		t.Fatalf("exit status %d of the baseline", exit)
	}
}

// TestAJSONReportHasTheKeysOfItsSchemaAndNoOthers writes reports in all situations. Each is
// as the schema says, and each key of the schema is in one of them.
func TestAJSONReportHasTheKeysOfItsSchemaAndNoOthers(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "examples"), os.DirFS(root+"/examples")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	situation(t)
	written := map[string]bool{}
	commands := [][]string{{"check", "--change", "change.ps1", "examples/contoso"}, {"diff", "older", "newer"},
		{"rotate", "--old", "2B95C76EDE6564DE1E8A2EBE988570A39A26FD76", "--new", "FC82AEAFCD568FDFE9C3FD8D77BB8FD2A65D8687", "examples/contoso"}}
	for example := range exampleStatus {
		for _, flags := range situations {
			commands = append(commands, append([]string{"check", "examples/" + example}, flags...))
		}
	}
	for _, command := range commands {
		args := append(command, "--as-of", "2026-11-20", "-f", "json")
		report, stderr, _ := execute(t, nil, args...)
		if err := validateReport(report); err != nil {
			t.Errorf("%q: %v\n%s", args, err, stderr)
			continue
		}
		var value any
		if err := json.Unmarshal(report, &value); err != nil {
			t.Fatal(err)
		}
		collectKeys(value, "", written)
	}
	if diff := cmp.Diff(declaredKeys(t), slices.Sorted(maps.Keys(written))); diff != "" {
		t.Errorf("keys of the schema that no report has, and keys of reports that the schema lacks (-schema +reports):\n%s", diff)
	}
}

// collectKeys adds the paths of all keys within a JSON value.
func collectKeys(value any, path string, found map[string]bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, inner := range value {
			found[path+"/"+key] = true
			collectKeys(inner, path+"/"+key, found)
		}
	case []any:
		for _, item := range value {
			collectKeys(item, path, found)
		}
	}
}

// declaredKeys returns the paths of all keys that the report's schema declares.
func declaredKeys(t *testing.T) []string {
	t.Helper()
	data, err := schema.Document("report")
	if err != nil {
		t.Fatal(err)
	}
	var document schemaPart
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	document.collectKeys(&document, "", found)
	maps.DeleteFunc(found, func(path string, _ bool) bool { return strings.HasPrefix(path, "/absent/related/") }) // always empty
	return slices.Sorted(maps.Keys(found))
}

// schemaPart is the part of a JSON Schema that declares keys.
type schemaPart struct {
	Ref        string                 `json:"$ref"`
	Properties map[string]*schemaPart `json:"properties"`
	Items      *schemaPart            `json:"items"`
	Defs       map[string]*schemaPart `json:"$defs"`
}

func (p *schemaPart) collectKeys(document *schemaPart, path string, found map[string]bool) {
	if p == nil {
		return
	}
	document.Defs[strings.TrimPrefix(p.Ref, "#/$defs/")].collectKeys(document, path, found)
	p.Items.collectKeys(document, path, found)
	for key, inner := range p.Properties {
		found[path+"/"+key] = true
		inner.collectKeys(document, path+"/"+key, found)
	}
}
