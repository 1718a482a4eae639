package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

var unresolved = &rules.Rule{
	ID: "receive/unresolved", Title: "It names <nothing>", Level: "error", Description: "STARTTLS is gone.", Remedy: rules.Remedy{Fix: rules.Choice, Steps: []rules.Step{{Command: "Set-It"}}},
	Kinds: []string{"ReceiveConnector"}, Symptoms: []string{"event 12014", "451 5.7.3"}, Tags: []string{"cwe-319", "stig-V-259710"},
	Files: fstest.MapFS{"bad.json": {Data: []byte("[1]")}, "good.csv": {Data: []byte("a,b")}},
}

var banner = &rules.Rule{ID: "hardening/banner", Title: "A banner", Level: "note", Description: "Sends 451 5.7.30 in vain.", Remedy: rules.Remedy{Fix: rules.Choice, Steps: []rules.Step{{Command: "Set-It"}}}, Profiles: []string{"stig"}}

func TestRulesAreFoundByWhatPeopleSee(t *testing.T) {
	list := []*rules.Rule{banner, unresolved}
	for _, test := range []struct {
		text string
		want []string
	}{
		{"12014", []string{"receive/unresolved"}},
		{"event 12014", []string{"receive/unresolved"}},
		{"Event  12014", []string{"receive/unresolved"}},
		{"451 5.7.3", []string{"receive/unresolved"}},
		{"LED=451 5.7.3 \"STARTTLS is required\"", []string{"receive/unresolved"}},
		{"450 4.4.101 Proxy session setup failed: \u201c451 5.7.3 STARTTLS is required to send mail\u201d", []string{"receive/unresolved"}},
		{"starttls is gone.", []string{"receive/unresolved"}},
		{"1201", nil},
		{" ", nil},
	} {
		var got []string
		for _, rule := range Symptomatic(list, test.text) {
			got = append(got, rule.ID)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func TestTheCatalogueIsWhole(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCatalogue(&b, "json", []*rules.Rule{unresolved}); err != nil {
		t.Fatal(err)
	}
	var list []jsonRule
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].Bad.File != "bad.json" || len(list[0].Profiles) != 3 || list[0].Parameters == nil {
		t.Errorf("%+v", list)
	}
}

func TestMarkdownShowsTextsAsTheyStand(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCatalogue(&b, "markdown", []*rules.Rule{unresolved, banner}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`It names \<nothing\>`, "`event 12014`", "```csv\na,b\n```", "(note (profile stig))"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in\n%s", want, b.String())
		}
	}
}

func TestTheIndexLeadsToEveryRule(t *testing.T) {
	var b bytes.Buffer
	if err := WriteRuleIndex(&b, []*rules.Rule{unresolved, banner}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`| [receive/unresolved](rules/receive/unresolved.md) | error | all | It names \<nothing\> |`, "| note | stig | A banner |"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in\n%s", want, b.String())
		}
	}
}

func TestSARIFSaysWhatRulesAreKnownAsElsewhere(t *testing.T) {
	run := sarifRun{Tool: sarifTool{Driver: sarifDriver{Rules: make([]sarifDescriptor, 2)}}}
	classify(&run, []*rules.Rule{banner, unresolved})
	var names []string
	for _, taxonomy := range run.Taxonomies {
		names = append(names, taxonomy.Name+" "+taxonomy.Taxa[0].ID)
	}
	if diff := cmp.Diff([]string{"CWE 319", "STIG V-259710"}, names); diff != "" {
		t.Error(diff)
	}
	if got := run.Tool.Driver.Rules[1].Relationships; len(got) != 2 || got[1].Target.ToolComponent.Index != 1 {
		t.Errorf("%+v", got)
	}
	if got := run.Tool.Driver.Rules[0].Relationships; len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
