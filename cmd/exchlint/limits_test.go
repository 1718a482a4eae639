package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export/clixml"
	"github.com/exchlint/exchlint/internal/export/csv"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/source"
)

func TestTheReadmeHasAllLimits(t *testing.T) {
	want := []string{
		size(source.MaxSize) + " a file", size(mostBytes) + " all files of a run", count(mostFiles) + " files of a run", count(mostRatio) + " unpacked bytes",
		count(document.MaxDepth) + " nested arrays", count(clixml.MaxDepth) + " nested elements", count(clixml.MaxUnfolded) + " bytes that references",
		count(document.MaxElements) + " rows", count(csv.MaxColumns) + " columns", size(document.MaxCell) + " one value", size(ingest.MaxCertificate) + " the encoded `RawData` of one certificate",
		"512 MiB a baseline", count(ingest.MaxObjects) + " connectors and certificates of a run", count(ingest.MaxCertificates) + " certificates of a file", count(ingest.MaxValues) + " values of one property",
		count(ingest.MaxAnswers) + " entries for servers",
		minutes(longestRun) + " the whole run", fmt.Sprintf("%.0f seconds one rule", rules.Timeout.Seconds()),
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "\n## Limits\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var got []string
	for line := range strings.Lines(section) {
		if cells := strings.Split(line, "|"); len(cells) == 4 {
			got = append(got, strings.TrimSpace(cells[1])+" "+strings.TrimSpace(cells[2]))
		}
	}
	got = got[min(len(got), 2):] // behind the head of the table
	for i := range min(len(got), len(want)) {
		if strings.HasPrefix(got[i], want[i]) {
			got[i] = want[i]
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-constants +README.md:\n%s", diff)
	}
	if mostUnpacked != source.MaxSize || mostEntries != mostFiles {
		t.Error("the README has one limit for files and archives")
	}
}

// size, count and minutes write limits as people do.
func size(bytes int64) string {
	if bytes%(1<<30) == 0 {
		return fmt.Sprint(bytes>>30, " GiB")
	}
	return fmt.Sprint(bytes>>20, " MiB")
}

func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", count(n/1000), n%1000)
}

func minutes(d time.Duration) string { return fmt.Sprintf("%.0f minutes", d.Minutes()) }

func TestALargeRunMayHoldHalfOfItsInputsUnlessTheEnvironmentSaysOtherwise(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	for size, want := range map[int64]int64{1 << 20: 96 << 20, 1 << 30: 552 << 20} {
		if got := memoryFor([]lint.Input{{Size: size / 2}, {Size: size / 2}}); got != want {
			t.Errorf("for %d bytes it is %d, want %d", size, got, want)
		}
	}
	t.Setenv("GOGC", "70")
	if got := memoryFor(nil); got != -1 {
		t.Errorf("with GOGC it is %d", got)
	}
}

func TestACheckSetsBackTheLimitOfMemory(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "rc.json", []byte(faulty))
	before := debug.SetMemoryLimit(-1)
	execute(t, nil, "check", "--as-of", "2026-11-20", "rc.json")
	if after := debug.SetMemoryLimit(-1); after != before {
		t.Errorf("before a check it is %d, and %d after", before, after)
	}
}
