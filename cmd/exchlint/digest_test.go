package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// compareDigests compares the SHA-256 digests of lists with those in a golden file, or
// rewrites the file. The lists themselves are too long, or too private, to be kept there.
// With -update they are written into the folder whose absolute path EXCHLINT_FINDINGS holds, under area,
// and later runs show how a list differs from the one in that folder.
func compareDigests(t *testing.T, file, area string, lists map[string][]byte) {
	t.Helper()
	keep := os.Getenv("EXCHLINT_FINDINGS")
	if *update && keep != "" {
		keepLists(t, filepath.Join(keep, area), lists)
	}
	var got bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		fmt.Fprintf(&got, "%x  %s\n", sha256.Sum256(lists[name]), name)
	}
	if *update {
		compareGolden(t, file, got.Bytes())
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range differing(string(want), got.String()) {
		t.Errorf("the findings of %s in %s differ:\n%s", name, area, difference(keep, filepath.Join(area, name+".txt"), lists[name]))
	}
}

func keepLists(t *testing.T, folder string, lists map[string][]byte) {
	t.Helper()
	for name, list := range lists {
		file := filepath.Join(folder, name+".txt")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, file, list)
	}
}

// differing returns the names of the lists that have another digest in want than in got,
// or none in one of them.
func differing(want, got string) []string {
	names := map[string]bool{}
	for _, pair := range [][2]string{{want, got}, {got, want}} {
		for line := range strings.Lines(pair[0]) {
			if _, name, _ := strings.Cut(strings.TrimSpace(line), "  "); !strings.Contains(pair[1], line) {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// difference shows how a list differs from the one that was kept in a folder.
func difference(folder, file string, list []byte) string {
	const how = "to see how, name a folder in EXCHLINT_FINDINGS and run go test -update on the commit to compare with"
	if folder == "" {
		return how
	}
	kept, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		return err.Error() + "; " + how
	}
	diff := missingLines("-", string(kept), string(list)) + missingLines("+", string(list), string(kept))
	if diff == "" {
		return "the list is the one in EXCHLINT_FINDINGS, so that is newer than the golden file"
	}
	return diff
}

// missingLines returns the lines of a text that another lacks, each behind a sign. A line
// that is there twice has to be there twice in the other.
func missingLines(sign, text, other string) string {
	left := map[string]int{}
	for line := range strings.Lines(other) {
		left[line]++
	}
	var missing strings.Builder
	for line := range strings.Lines(text) {
		if left[line]--; left[line] < 0 {
			missing.WriteString(sign + line)
		}
	}
	return missing.String()
}
