package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
)

func TestThePagesOfTheRulesAreUpToDate(t *testing.T) {
	set, err := loadRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	var index bytes.Buffer
	if err := report.WriteRuleIndex(&index, set.Rules); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, root+"/docs/rules.md", index.Bytes())
	wanted := map[string]bool{}
	for _, rule := range set.Rules {
		var page bytes.Buffer
		if err := report.WriteCatalogue(&page, "markdown", []*rules.Rule{rule}); err != nil {
			t.Fatal(err)
		}
		wanted[rule.ID+".md"] = true
		compareGolden(t, root+"/docs/rules/"+rule.ID+".md", page.Bytes())
	}
	err = fs.WalkDir(os.DirFS(root+"/docs/rules"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !wanted[filepath.ToSlash(name)] {
			t.Errorf("docs/rules/%s is the page of no rule %s", name, strings.TrimSuffix(name, ".md"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
