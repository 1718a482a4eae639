package report

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

// taxonomy is a classification that rules' tags refer to.
type taxonomy struct {
	prefix string // of the tags: the rest of a tag is the id
	sarifTaxonomy
}

func taxonomies() []taxonomy {
	return []taxonomy{
		{"cwe-", sarifTaxonomy{
			Name: "CWE", Organization: "MITRE", InformationURI: "https://cwe.mitre.org/",
			ShortDescription: sarifText{Text: "The Common Weakness Enumeration."},
		}},
		{"stig-", sarifTaxonomy{
			Name: "STIG", Organization: "DISA", InformationURI: "https://public.cyber.mil/stigs/",
			ShortDescription: sarifText{Text: "The Security Technical Implementation Guides for Exchange Server."},
		}},
	}
}

// stigIDs returns the V- numbers of the STIG rules that a rule checks.
func stigIDs(rule *rules.Rule) (ids []string) {
	for _, tag := range rule.Tags {
		if id, ok := strings.CutPrefix(tag, "stig-"); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// classify adds to a log what its rules are known as elsewhere.
func classify(run *sarifRun, list []*rules.Rule) {
	for _, t := range taxonomies() {
		ids := t.ids(list)
		if len(ids) == 0 {
			continue
		}
		component := sarifComponent{Name: t.Name, Index: len(run.Taxonomies)}
		for _, id := range ids {
			t.Taxa = append(t.Taxa, sarifTaxon{id})
		}
		run.Taxonomies = append(run.Taxonomies, t.sarifTaxonomy)
		run.Tool.Driver.SupportedTaxonomies = append(run.Tool.Driver.SupportedTaxonomies, component)
		for i, rule := range list {
			for _, id := range t.ids([]*rules.Rule{rule}) {
				at, _ := slices.BinarySearch(ids, id)
				descriptor := &run.Tool.Driver.Rules[i]
				descriptor.Relationships = append(descriptor.Relationships, sarifRelationship{sarifTarget{id, at, component}, []string{"relevant"}})
			}
		}
	}
}

// ids returns what rules are known as in the taxonomy, sorted.
func (t taxonomy) ids(list []*rules.Rule) (ids []string) {
	for _, rule := range list {
		for _, tag := range rule.Tags {
			if id, ok := strings.CutPrefix(tag, t.prefix); ok {
				ids = append(ids, value(id))
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

type sarifTaxonomy struct {
	Name             string       `json:"name"`
	Organization     string       `json:"organization"`
	InformationURI   string       `json:"informationUri"`
	ShortDescription sarifText    `json:"shortDescription"`
	Taxa             []sarifTaxon `json:"taxa"`
}

type sarifTaxon struct {
	ID string `json:"id"`
}

type sarifComponent struct {
	Name  string `json:"name"`
	Index int    `json:"index"`
}

type sarifRelationship struct {
	Target sarifTarget `json:"target"`
	Kinds  []string    `json:"kinds"`
}

type sarifTarget struct {
	ID            string         `json:"id"`
	Index         int            `json:"index"`
	ToolComponent sarifComponent `json:"toolComponent"`
}
