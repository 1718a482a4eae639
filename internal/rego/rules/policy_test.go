package rules

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// metadata is what is said of every rule of these tests, but for its schema.
const metadata = `# METADATA
# title: A rule
# description: What breaks.
# schemas:
#   - input: schema.KIND
# custom:
#   level: warning
#   remediation: Set-It
`

var asOf = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// bundle returns the rule test/rule about a kind with the given body, and any other
// files as pairs of name and text.
func bundle(kind, body string, others ...string) fs.FS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("test/rule/rule.rego", strings.Replace(metadata, "KIND", kind, 1)+"package exchlint.test.rule\n\n"+body+"\n")
	for i := 0; i+1 < len(others); i += 2 {
		put(others[i], others[i+1])
	}
	return files
}

// load returns the one rule of a bundle and its set.
func load(t testing.TB, bundle fs.FS) (*Set, *Rule) {
	t.Helper()
	set, err := Load(bundle)
	if err != nil {
		t.Fatal(err)
	}
	return set, set.Rules[0]
}

func connector(values map[string]any) *model.Object {
	return model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\Relay`, values)
}

func evaluate(t testing.TB, set *Set, rule *Rule, o *model.Object) *Outcome {
	t.Helper()
	outcome, err := run(t, set, rule, o)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func run(t testing.TB, set *Set, rule *Rule, o *model.Object) (*Outcome, error) {
	t.Helper()
	session := set.NewSession(asOf)
	session.SetObject(o)
	return session.Evaluate(t.Context(), rule)
}
