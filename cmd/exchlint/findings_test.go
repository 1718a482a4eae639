package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/fleet"
)

// The tests in this file hold a report's findings to what they were, by rule, level,
// identity, property and place, whatever changes inside the program. Messages may change.

func TestExamplesGiveTheSameFindings(t *testing.T) {
	t.Chdir(root)
	for example := range exampleStatus {
		list := listFindings(t, "examples/"+example, "--as-of", "2026-11-20", "--profile", "hardening")
		compareGolden(t, "cmd/exchlint/testdata/findings/"+example+".txt", list)
	}
}

// fleets are the made-up organizations whose findings are compared.
var fleets = map[string]fleet.Shape{
	"healthy":  {Servers: 2, Edges: 1},
	"shared":   {Servers: 3, Shared: true, Faults: 0.2, Seed: 2},
	"troubled": {Servers: 3, Edges: 1, Diversity: 0.1, Faults: fleet.Troubled, Seed: 1},
	"varied":   {Servers: 3, Edges: 1, Diversity: 0.2, Faults: 0.3, Seed: 1},
}

// listedFleets are those of which the whole list of findings is kept, not just its digest.
var listedFleets = []string{"healthy/clixml", "varied/clixml", "varied/ps7-json-depth2", "varied/flat-csv-de", "varied/list"}

func TestFleetsGiveTheSameFindings(t *testing.T) {
	testdata, err := filepath.Abs("testdata/findings")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	lists := map[string][]byte{}
	for mode, shape := range fleets {
		for _, flavour := range fleet.Flavours {
			name := mode + "/" + flavour.Name
			writeFleet(t, name, shape, flavour)
			lists[name] = listFindings(t, name, "--as-of", fleet.AsOf.Format("2006-01-02"), "--culture", "en-US")
		}
	}
	for _, name := range listedFleets {
		compareGolden(t, filepath.Join(testdata, "fleet", name+".txt"), lists[name])
	}
	compareDigests(t, filepath.Join(testdata, "fleet.sha256"), "fleet", lists)
}

// writeFleet writes the exports of an organization into a folder.
func writeFleet(t *testing.T, folder string, shape fleet.Shape, flavour fleet.Flavour) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, kind := range fleet.Kinds {
		write(t, filepath.Join(folder, flavour.File(kind)), flavour.Bytes(kind, shape.Objects(kind)))
	}
}

// TestRealExportsGiveTheSameFindings keeps only digests: nothing of a real export belongs
// in the repository.
func TestRealExportsGiveTheSameFindings(t *testing.T) {
	corpus := os.Getenv("EXCHLINT_CORPUS")
	if corpus == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	digests, err := filepath.Abs("testdata/findings/corpus.sha256")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(corpus)
	lists := map[string][]byte{}
	for _, rendering := range folders(t, "*/*") {
		lists[rendering] = listFindings(t, rendering, "--as-of", "2022-01-01", "--profile", "hardening")
	}
	if len(lists) == 0 {
		t.Fatalf("EXCHLINT_CORPUS, %s, has no folders of exports", corpus)
	}
	compareDigests(t, digests, "corpus", lists)
}

// folders returns the folders that match a pattern, with slashes.
func folders(t *testing.T, pattern string) (folders []string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			folders = append(folders, filepath.ToSlash(path))
		}
	}
	return folders
}

// verdictOf is what stays the same in a JSON report.
type verdictOf struct {
	Findings []struct {
		Rule, Level, Identity, Property string
		Location                        struct {
			File                   string
			StartLine, StartColumn int
		}
	}
	NotEvaluated []struct {
		Rule, Identity string
		Missing        []string
	}
	Skipped []struct{ File string }
	Errors  []struct {
		File         string
		Line, Column int
	}
}

// listFindings checks a path and returns one sorted line for each finding, each check that
// was not evaluated, and each file that was skipped or could not be read.
func listFindings(t *testing.T, path string, flags ...string) []byte {
	t.Helper()
	report, stderr, exit := execute(t, nil, append([]string{"check", "--format", "json", path}, flags...)...)
	if exit == misused {
		t.Fatalf("%s: %s", path, stderr)
	}
	var verdict verdictOf
	if err := json.Unmarshal(report, &verdict); err != nil {
		t.Fatal(err)
	}
	return []byte(strings.Join(verdict.lines(), ""))
}

func (v verdictOf) lines() []string {
	var lines []string
	for _, f := range v.Findings {
		at := f.Location
		lines = append(lines, fmt.Sprintf("%s | %s | %s | %s | %s:%d:%d\n", f.Rule, f.Level, f.Identity, f.Property, at.File, at.StartLine, at.StartColumn))
	}
	for _, n := range v.NotEvaluated {
		lines = append(lines, fmt.Sprintf("%s | not evaluated | %s | %s\n", n.Rule, n.Identity, strings.Join(n.Missing, ", ")))
	}
	for _, s := range v.Skipped {
		lines = append(lines, fmt.Sprintf("~ skipped | %s\n", s.File))
	}
	for _, e := range v.Errors {
		lines = append(lines, fmt.Sprintf("~ error | %s:%d:%d\n", e.File, e.Line, e.Column))
	}
	slices.Sort(lines)
	return lines
}
