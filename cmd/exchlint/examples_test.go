package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// root is the repository's root as seen from this package. The tests run there, because
// reports name files as seen from the current folder.
const root = "../.."

// exampleStatus holds what a check of each folder under examples ends with.
var exampleStatus = map[string]int{
	"change-request": failed,
	"clean":          clean,
	"contoso":        failed,
}

// exampleFormats names the golden files of each format.
var exampleFormats = map[string]string{"text": "txt", "json": "json", "sarif": "sarif"}

// TestExamples checks each example as its reader will, and compares the whole reports.
func TestExamples(t *testing.T) {
	t.Chdir(root)
	folders, err := os.ReadDir("examples")
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) != len(exampleStatus) {
		t.Errorf("examples has %d folders, and %d are tested", len(folders), len(exampleStatus))
	}
	for _, folder := range folders {
		want, ok := exampleStatus[folder.Name()]
		if !ok {
			t.Errorf("examples/%s: no exit status is expected of it", folder.Name())
			continue
		}
		for format, ending := range exampleFormats {
			t.Run(folder.Name()+"/"+format, func(t *testing.T) {
				report, got := checkExample(t, folder.Name(), "--format", format)
				if got != want {
					t.Errorf("exit status %d, want %d", got, want)
				}
				compareGolden(t, filepath.Join("cmd/exchlint/testdata/examples", folder.Name()+"."+ending+".golden"), report)
			})
		}
	}
}

// TestTheCleanExampleLeavesNothingOpen holds the farm that has no faults to the strictest
// of verdicts: no note either, and every check evaluated.
func TestTheCleanExampleLeavesNothingOpen(t *testing.T) {
	t.Chdir(root)
	report, got := checkExample(t, "clean", "--strict", "--fail-on", "note")
	if got != clean {
		t.Errorf("exit status %d, want %d:\n%s", got, clean, report)
	}
}

// checkExample runs a check of an example as of the day it is made for.
func checkExample(t *testing.T, name string, flags ...string) (report []byte, exit int) {
	t.Helper()
	t.Setenv("CI", "")
	t.Setenv("COLUMNS", "")
	var stdout, stderr bytes.Buffer
	command := newRoot()
	command.SetOut(&stdout)
	command.SetErr(&stderr)
	command.SetArgs(append([]string{"check", "--as-of", "2026-11-20", "--color", "never", "examples/" + name}, flags...))
	err := command.ExecuteContext(t.Context())
	var ended status
	if err != nil && !errors.As(err, &ended) {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	return stdout.Bytes(), int(ended)
}

// TestTheReportOnContosoFitsAScreen holds the text report to what can be read at once; only commands,
// which are pasted whole, are wider than a terminal.
func TestTheReportOnContosoFitsAScreen(t *testing.T) {
	t.Chdir(root)
	report, _ := checkExample(t, "contoso")
	lines := strings.Split(strings.TrimSuffix(string(report), "\n"), "\n")
	if len(lines) > 50 {
		t.Errorf("it has %d lines", len(lines))
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 80 && !strings.HasPrefix(line, "    > ") {
			t.Errorf("a line is wider than 80 characters: %s", line)
		}
	}
}
