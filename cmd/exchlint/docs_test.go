package main

import (
	"bytes"
	"testing"

	"github.com/exchlint/exchlint/internal/report"
)

func TestTheCataloguesPageIsUpToDate(t *testing.T) {
	set, err := loadRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := report.WriteCatalogue(&page, "markdown", set.Rules); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, root+"/docs/rules.md", page.Bytes())
}
