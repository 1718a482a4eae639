package fleet_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
)

func TestAHealthyOrganizationGivesNoWarning(t *testing.T) {
	linter := newLinter(t)
	for _, shape := range []fleet.Shape{{Servers: 50, Edges: 2}, {Servers: 5, Shared: true}, {Servers: 1}} {
		result := linter.run(t, inputs(fleet.Flavours[0], shape.All()))
		for _, f := range result.Findings {
			if f.Level.AtLeast(lint.Warning) {
				t.Errorf("%+v: %s: %s", shape, f.Rule.ID, f.Message())
			}
		}
		if result.Passed < 50*shape.Servers {
			t.Errorf("%+v: only %d checks passed", shape, result.Passed)
		}
	}
}

var update = flag.Bool("update", false, "write testdata/changes.txt anew")

// change is a setting of one object of an otherwise healthy organization, or two where one
// alone is harmless, and the findings that it makes.
type change struct {
	identity string
	settings []fleet.Property
	findings []string // each rule and level once
}

// TestOneChangeGivesTheFindingsThatTheCatalogueNames goes through testdata/changes.txt: a
// line for each change, and below it what must be found, and nothing else.
func TestOneChangeGivesTheFindingsThatTheCatalogueNames(t *testing.T) {
	linter := newLinter(t)
	shape := fleet.Shape{Servers: 3, Edges: 1}
	healthy := linter.run(t, plain(shape.All()))
	changes := readChanges(t)
	for i, c := range changes {
		objects := shape.All()
		changed := find(t, objects, c.identity)
		for _, setting := range c.settings {
			changed.Set(setting.Name, setting.Text)
		}
		found := news(healthy, linter.run(t, plain(objects)))
		if diff := cmp.Diff(c.findings, found); diff != "" && !*update {
			t.Errorf("%s(-want +got; if it is meant: go test ./internal/fleet -update)\n%s", c, diff)
		}
		changes[i].findings = found
	}
	if *update {
		var text strings.Builder
		for _, c := range changes {
			fmt.Fprint(&text, c)
		}
		if err := os.WriteFile(changesFile, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// plain are files in which every property says what it is set to: connectors as CLIXML, and
// certificates as JSON, for in CLIXML they are nothing but their bytes.
func plain(objects []*fleet.Object) []lint.Input {
	files := inputs(fleet.Lookup("clixml"), objects)
	files[1] = inputs(fleet.Lookup("ps7-json"), objects)[1]
	return files
}

const changesFile = "testdata/changes.txt"

// String writes a change as the file has it.
func (c change) String() string {
	var settings []string
	for _, setting := range c.settings {
		settings = append(settings, strings.TrimRight(setting.Name+" = "+strings.ReplaceAll(setting.Text, "\n", `\n`), " "))
	}
	text := c.identity + " : " + strings.Join(settings, " && ") + "\n"
	for _, f := range c.findings {
		text += "\t" + f + "\n"
	}
	return text
}

func readChanges(t *testing.T) []change {
	t.Helper()
	data, err := os.ReadFile(changesFile)
	if err != nil {
		t.Fatal(err)
	}
	var changes []change
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if finding, ok := strings.CutPrefix(line, "\t"); ok {
			last := &changes[len(changes)-1]
			last.findings = append(last.findings, finding)
			continue
		}
		identity, settings, _ := strings.Cut(line, " : ")
		c := change{identity: identity}
		for setting := range strings.SplitSeq(settings, " && ") {
			name, text, _ := strings.Cut(setting, " =")
			c.settings = append(c.settings, fleet.Property{Name: name, Text: strings.ReplaceAll(strings.TrimPrefix(text, " "), `\n`, "\n")})
		}
		changes = append(changes, c)
	}
	return changes
}

// find returns the object of an identity: a connector's, or a server and a certificate's
// subject.
func find(t *testing.T, objects []*fleet.Object, identity string) *fleet.Object {
	t.Helper()
	i := slices.IndexFunc(objects, func(o *fleet.Object) bool {
		return o.Text("Identity") == identity || o.Kind == "ExchangeCertificate" && o.Server+" "+o.Text("Subject") == identity
	})
	if i < 0 {
		t.Fatalf("nothing is called %s", identity)
	}
	return objects[i]
}

// news lists what a result has that another has not, each rule and level once.
func news(before, after *lint.Result) []string {
	known := map[string]bool{}
	for _, f := range before.Findings {
		known[f.Fingerprint+string(f.Level)] = true
	}
	var list []string
	for _, f := range after.Findings {
		if !known[f.Fingerprint+string(f.Level)] {
			list = append(list, f.Rule.ID+" "+string(f.Level))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func TestATroubledOrganizationHasThirtyFindingsAServer(t *testing.T) {
	shape := fleet.Shape{Servers: 50, Edges: 1, Diversity: 0.1, Faults: fleet.Troubled, Seed: 1}
	result := newLinter(t).run(t, plain(shape.All()))
	if perServer := float64(len(result.Findings)) / 51; perServer < 27 || perServer > 33 {
		t.Errorf("%.1f findings a server", perServer)
	}
}
