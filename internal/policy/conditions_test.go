package policy

import (
	"os"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/fleet"
)

// The rules themselves, on exports that lack a lot: what the conditions alone say is what
// the whole rule says.
func TestConditionsAloneSayWhatTheWholeRuleDoes(t *testing.T) {
	set, err := Load(os.DirFS("../../policies"))
	if err != nil {
		t.Fatal(err)
	}
	shape := fleet.Shape{Servers: 1, Edges: 1, Faults: 0.5, Seed: 3}
	settled := map[bool]int{}
	for _, name := range []string{"flat-json", "ps51-csv"} {
		flavour := fleet.Lookup(name)
		var files []*export.File
		for _, kind := range fleet.Kinds {
			file, err := export.Decode(t.Context(), flavour.File(kind), flavour.Bytes(kind, shape.Objects(kind)))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		for _, o := range exchange.Read(t.Context(), files, exchange.Options{AsOf: fleet.AsOf}).Organization.All() {
			for _, rule := range set.Rules {
				if missing := missingOf(rule, o); rule.About(o.Kind.Name) && len(missing) > 0 {
					settled[agree(t, set, rule, o, missing)]++
				}
			}
		}
	}
	if settled[true] < 10*settled[false] {
		t.Errorf("conditions settled %d checks and left %d open", settled[true], settled[false])
	}
}

// agree compares the two answers where the conditions give one, and reports whether they do.
func agree(t *testing.T, set *Set, rule *Rule, o *exchange.Object, missing []string) bool {
	t.Helper()
	in, err := Prepare(o)
	if err != nil {
		t.Fatal(err)
	}
	e := evaluation{rule: rule, input: in, asOf: fleet.AsOf, compiler: set.compiler, missing: missing}
	alone, settled := e.settle(t.Context(), rule.conditions())
	if !settled {
		return false
	}
	whole, err := e.partial(t.Context(), missing)
	if err != nil || len(whole.Findings) > 0 || (whole.Gap == nil) != (alone.Gap == nil) {
		t.Errorf("%s on %s without %v: %+v of the conditions, %+v of the whole rule, %v", rule.ID, o.Identity, missing, alone, whole, err)
	}
	return true
}
