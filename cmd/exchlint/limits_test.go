package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

func TestTheReadmeHasAllLimits(t *testing.T) {
	want := []string{
		size(export.MaxSize) + " a file", size(mostBytes) + " all files of a run", count(mostFiles) + " files of a run", count(mostRatio) + " unpacked bytes",
		count(export.MaxDepth) + " brackets", count(export.MaxXMLDepth) + " elements inside", count(export.MaxUnfolded) + " bytes that the references",
		count(export.MaxElements) + " rows", count(export.MaxColumns) + " columns", size(export.MaxCell) + " one value", size(exchange.MaxCertificate) + " the text of one certificate",
		count(exchange.MaxObjects) + " connectors and certificates of a run", count(exchange.MaxCertificates) + " certificates of a file", count(exchange.MaxValues) + " values of one property",
		count(exchange.MaxAnswers) + " answers of servers",
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
	if mostUnpacked != export.MaxSize || mostEntries != mostFiles {
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
