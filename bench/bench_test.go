package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestARowSaysWhetherItsGoalIsMet(t *testing.T) {
	b := bench{runs: map[key][]sample{
		{"exchlint", "data"}: {{Wall: 3}, {Wall: 1}, {Wall: 2}},
		{"json", "data"}:     {{Wall: 4}},
	}}
	r := b.ratio("wall", key{"exchlint", "data"}, key{"json", "data"}, wall, 0.4)
	if got := r.String(); got != "| wall | 2.00 s | 4.00 s | 0.50 | ≤ 0.4 | **no** |\n" {
		t.Error(got)
	}
	r.atLeast = true
	if got := r.String(); got != "| wall | 2.00 s | 4.00 s | 0.50 | ≥ 0.4 | yes |\n" {
		t.Error(got)
	}
	if got := b.ratio("wall", key{"exchlint", "data"}, key{"conftest", "data"}, wall, 1).String(); got != "" {
		t.Errorf("nothing was measured, but the row is %s", got)
	}
}

func TestAFindingOfOneAloneIsAnError(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	ours := write("ours", `{"findings": [{"rule": "a/b", "identity": "EX01", "property": "Fqdn"}, {"rule": "a/c", "identity": "EX01"}]}`)
	same := write("same", `[{"failures": [{"metadata": {"rule": "a/c", "identity": "EX01"}}, {"metadata": {"rule": "a/b", "identity": "EX01", "property": "Fqdn"}}]}]`)
	less := write("less", `[{"failures": [{"metadata": {"rule": "a/b", "identity": "EX01", "property": "Fqdn"}}]}]`)
	more := write("more", `[{"failures": [{"metadata": {"rule": "a/b", "identity": "EX01", "property": "Fqdn"}}, {"metadata": {"rule": "a/c", "identity": "EX01"}}, {"metadata": {"rule": "a/c", "identity": "EX02"}}]}]`)
	for theirs, want := range map[string]string{same: "", less: "only exchlint finds a/c EX01 ", more: "only conftest finds a/c EX02 "} {
		got := ""
		if err := compareFindings([]string{ours, theirs}); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q instead of %q", filepath.Base(theirs), got, want)
		}
	}
}
