package config

import (
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

func TestAPatternFitsPathsAsInOtherTools(t *testing.T) {
	for _, test := range []struct {
		pattern, file string
		fits          bool
	}{
		{"tsconfig.json", "web/tsconfig.json", true},
		{"*.json", "a/b/c.JSON", true},
		{"reports/**", "reports/2026/x.json", true},
		{"reports/**", "old/reports/x.json", false},
		{"**/reports/**", "old/reports/x.json", true},
		{"**/reports/**", "reports/x.json", true},
		{"old/*.csv", "old/ex1.csv", true},
		{"old/*.csv", "old/deep/ex1.csv", false},
		{"./old/ex1.csv", "old/ex1.csv", true},
		{"exports.zip/EX01/*", "exports.zip!EX01/rc.json", true},
		{"old.zip", "a/old.zip!EX01/rc.json", true},
		{"a/*.zip", "a/old.zip!EX01/rc.json", true},
		{"old.zip", "a/new.zip!old.zip/rc.json", false},
		{"reports/", "reports/2026/x.json", true},
		{"reports/", "reports.json", false},
		{"../elsewhere/**", "../elsewhere/a/b.json", true},
		{"a/**/**/b", "a/b", true},
	} {
		if got := fits(test.pattern, test.file); got != test.fits {
			t.Errorf("%s fits %s: %v", test.pattern, test.file, got)
		}
	}
}

func TestTheLastWordAboutAFileCounts(t *testing.T) {
	config := read(t, "version: 1\ninputs:\n  - {path: old/**, server: EX01, culture: de-DE}\n  - {path: old/ex2.csv, server: EX02}\n")
	if got, want := config.Tells("old/ex2.csv"), (model.FileHints{Server: "EX02", Culture: "de-DE"}); got != want {
		t.Errorf("%+v", got)
	}
	if got := config.Tells("new/ex2.csv"); got != (model.FileHints{}) {
		t.Errorf("%+v", got)
	}
}
