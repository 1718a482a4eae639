package report

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

// catalogues are the forms in which the rules themselves are described.
var catalogues = map[string]func(*bufio.Writer, []*rules.Rule){
	"json":     writeCatalogueJSON,
	"markdown": writeCatalogueMarkdown,
	"text":     writeCatalogueText,
}

// CatalogueFormats lists the forms that WriteCatalogue knows, sorted.
func CatalogueFormats() []string { return []string{"json", "markdown", "text"} }

// WriteCatalogue writes what is said of rules: as text one line for each, as json and
// markdown all of it. It errs where the form is unknown or w is not to be written.
func WriteCatalogue(w io.Writer, format string, list []*rules.Rule) error {
	write, ok := catalogues[format]
	if !ok {
		return fmt.Errorf("unknown format %q: one of %s", format, strings.Join(CatalogueFormats(), ", "))
	}
	buffered := bufio.NewWriter(w)
	write(buffered, list)
	return buffered.Flush()
}

func writeCatalogueText(w *bufio.Writer, list []*rules.Rule) {
	longest := 0
	for _, rule := range list {
		longest = max(longest, len(rule.ID))
	}
	for _, rule := range list {
		fmt.Fprintf(w, "%-7s  %-*s  %s%s\n", rule.Level, longest, rule.ID, visible(rule.Title), only(rule))
	}
}

// only says in which profiles a rule runs that doesn't run in all.
func only(rule *rules.Rule) string {
	if len(rule.Profiles) == 0 {
		return ""
	}
	return " (profile " + strings.Join(rule.Profiles, ", ") + ")"
}

// jsonRule is the shape of a rule for other programs.
type jsonRule struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Level       string          `json:"level"`
	Description string          `json:"description"`
	Remediation string          `json:"remediation"`
	Kinds       []string        `json:"kinds"`
	Reads       []string        `json:"reads"`
	Profiles    []string        `json:"profiles"`
	Parameters  []jsonParameter `json:"parameters"`
	Symptoms    []string        `json:"symptoms"`
	Tags        []string        `json:"tags"`
	References  []string        `json:"references"`
	Config      *jsonExample    `json:"configuration,omitempty"`
	Bad         jsonExample     `json:"bad"`
	Good        jsonExample     `json:"good"`
}

type jsonParameter struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Default     any    `json:"default"`
}

type jsonExample struct {
	File string `json:"file"`
	Text string `json:"text"`
}

func writeCatalogueJSON(w *bufio.Writer, list []*rules.Rule) {
	same := func(s string) string { return s }
	encode(w, each(list, func(r *rules.Rule) jsonRule {
		rule := jsonRule{
			ID: r.ID, Title: r.Title, Level: r.Level, Description: r.Description, Remediation: r.Remedy.PowerShell(),
			Kinds: each(r.Kinds, same), Reads: each(r.Sources(), same), Profiles: each(profilesOf(r), same),
			Parameters: each(r.Parameters, func(p *rules.Parameter) jsonParameter {
				return jsonParameter{p.Name, p.Description, p.Default}
			}),
			Symptoms: each(r.Symptoms, same), Tags: each(r.Tags, same), References: each(r.References, same),
			Bad: jsonExample(r.Bad()), Good: jsonExample(r.Good()),
		}
		if config := jsonExample(r.Configuration()); config.Text != "" {
			rule.Config = &config
		}
		return rule
	}))
}

// profilesOf are the profiles that a rule runs in.
func profilesOf(rule *rules.Rule) []string {
	if len(rule.Profiles) == 0 {
		return rules.Profiles
	}
	return rule.Profiles
}

// writeCatalogueMarkdown writes every rule with its examples.
func writeCatalogueMarkdown(w *bufio.Writer, list []*rules.Rule) {
	for i, rule := range list {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprint(w, ruleMarkdown(rule))
	}
}

// WriteRuleIndex writes a page that lists rules, as Markdown. It links to a page for each,
// which WriteCatalogue makes, under the rule's ID below the folder rules. It errs where w
// is not to be written.
func WriteRuleIndex(w io.Writer, list []*rules.Rule) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Rules\n\n| rule | level | profiles | |\n|---|---|---|---|\n")
	for _, rule := range list {
		fmt.Fprintf(b, "| [%s](rules/%s.md) | %s | %s | %s |\n", rule.ID, rule.ID, rule.Level, cmp.Or(strings.Join(rule.Profiles, ", "), "all"), markdown(visible(rule.Title)))
	}
	return b.Flush()
}

func ruleMarkdown(rule *rules.Rule) string {
	parts := []string{
		"# " + rule.ID,
		fmt.Sprintf("**%s** (%s%s)", markdown(visible(rule.Title)), rule.Level, only(rule)),
		markdown(strings.TrimSpace(lines(rule.Description))),
	}
	if len(rule.Symptoms) > 0 {
		parts = append(parts, "Symptoms: "+strings.Join(each(rule.Symptoms, code), ", "))
	}
	parts = append(parts, "Applies to "+strings.Join(rule.Kinds, ", ")+". Reads: "+strings.Join(each(rule.Sources(), code), ", ")+".")
	if len(rule.Parameters) > 0 {
		parts = append(parts, parameterTable(rule.Parameters))
	}
	parts = append(parts, "How to fix it:", fenced("powershell", lines(rule.Remedy.PowerShell())))
	parts = append(parts, exampleMarkdown("With the configuration", rule.Configuration()), exampleMarkdown("Failing example", rule.Bad()), exampleMarkdown("Passing example", rule.Good()))
	if len(rule.Tags) > 0 {
		parts = append(parts, "Tags: "+strings.Join(each(rule.Tags, code), ", "))
	}
	if len(rule.References) > 0 {
		parts = append(parts, "See "+strings.Join(each(rule.References, func(r string) string {
			if uri, ok := webPage(r); ok {
				return "<" + uri + ">"
			}
			return markdown(visible(r))
		}), ", "))
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "\n\n") + "\n"
}

// code shows a text as Markdown's inline code.
func code(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + visible(s) + " " + fence
	}
	return fence + visible(s) + fence
}

func parameterTable(parameters []*rules.Parameter) string {
	table := []string{"| parameter | default | |", "|---|---|---|"}
	for _, p := range parameters {
		text, _ := json.Marshal(p.Default) // it came from JSON
		table = append(table, fmt.Sprintf("| %s | %s | %s |", code(p.Name), code(string(text)), markdown(visible(p.Description))))
	}
	return strings.Join(table, "\n")
}

func exampleMarkdown(title string, example rules.Example) string {
	if example.Text == "" {
		return ""
	}
	_, language, _ := strings.Cut(example.File, ".")
	return "<details><summary>" + title + "</summary>\n\n" + fenced(language, lines(example.Text)) + "\n\n</details>"
}

// Symptomatic returns the rules that may be behind an error text, an event id or a
// code: first those that know it as a symptom, then those whose description has it.
func Symptomatic(list []*rules.Rule, text string) []*rules.Rule {
	wanted := plainWords(text)
	var known, described []*rules.Rule
	for _, rule := range list {
		switch {
		case strings.TrimSpace(wanted) == "":
		case slices.ContainsFunc(rule.Symptoms, func(s string) bool {
			s = plainWords(s)
			return strings.Contains(wanted, s) || strings.Contains(s, wanted)
		}):
			known = append(known, rule)
		case strings.Contains(plainWords(rule.Title+" "+rule.Description), wanted):
			described = append(described, rule)
		}
	}
	return append(known, described...)
}

// plainWords is a text without what changes when people copy it: case, what stands
// around words, and how it is broken into lines.
func plainWords(text string) string {
	text = strings.Map(func(c rune) rune {
		if strings.ContainsRune("\"'`\u2018\u2019\u201c\u201d=,;:()[]{}<>", c) {
			return ' '
		}
		return c
	}, strings.ToLower(text))
	return " " + strings.Join(strings.Fields(text), " ") + " "
}
