package builtin_test

import (
	"io/fs"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

func TestGeneratedFilesAreThoseOfThePolicies(t *testing.T) {
	set, err := rules.Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, rule := range set.Rules {
		path, file, err := set.Encode(rule)
		if err != nil {
			t.Fatal(err)
		}
		want[path] = string(file)
	}
	got := map[string]string{}
	compiled := os.DirFS("compiled")
	err = fs.WalkDir(compiled, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := fs.ReadFile(compiled, path)
		got[path] = string(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range got {
		if want[path] != got[path] {
			t.Errorf("compiled/%s is not what go generate ./... writes", path)
		}
		delete(want, path)
	}
	for path := range want {
		t.Errorf("compiled/%s is missing: run go generate ./...", path)
	}
}

func TestDecodedRulesAreThoseThatWereLoaded(t *testing.T) {
	loaded, err := rules.Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	decoded := builtin.Set()
	if len(decoded.Rules) != len(loaded.Rules) {
		t.Fatalf("%d rules were decoded, %d loaded", len(decoded.Rules), len(loaded.Rules))
	}
	for i, rule := range decoded.Rules {
		_, want, err := loaded.Encode(loaded.Rules[i])
		if err != nil {
			t.Fatal(err)
		}
		_, got, err := decoded.Encode(rule)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-loaded +decoded):\n%s", rule.ID, diff)
		}
		if rule.Bad() != loaded.Rules[i].Bad() || rule.Good() != loaded.Rules[i].Good() || rule.Bad().Text == "" {
			t.Errorf("%s has lost its examples", rule.ID)
		}
	}
}
