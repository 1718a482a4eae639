package report

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// home is where exchlint explains itself.
const home = "https://github.com/exchlint/exchlint"

// GitHub's limits for what describes a rule, in characters and in tags.
const (
	ruleNameLimit    = 255
	descriptionLimit = 1024
	tagLimit         = 10
)

func newDriver(r *lint.Result, o Options) sarifDriver {
	return sarifDriver{
		Name: "exchlint", FullName: "exchlint, a linter for exported Exchange Server configuration",
		Version: o.Version, InformationURI: home,
		Rules:         each(r.Rules, ruleDescriptor),
		Notifications: descriptors,
	}
}

func ruleDescriptor(rule *rules.Rule) sarifDescriptor {
	description := cmp.Or(rule.Description, rule.Title)
	return sarifDescriptor{
		ID: rule.ID, Name: clip(pascalCase(rule.ID), ruleNameLimit),
		ShortDescription:     sarifText{Text: sentence(rule.Title)},
		FullDescription:      sarifText{Text: sentence(strings.Join(strings.Fields(description), " "))},
		DefaultConfiguration: sarifConfiguration{rule.Level},
		HelpURI:              helpURI(rule),
		Help:                 sarifText{Text: helpText(rule, description), Markdown: helpMarkdown(rule, description)},
		Properties:           ruleProperties(rule),
	}
}

// pascalCase makes SARIF's name for a rule of its ID: ReceiveTlsNotOffered. Two
// capitals never follow each other: ReceiveSuppressXanonymousTls.
func pascalCase(id string) string {
	var b strings.Builder
	single := false
	for word := range strings.FieldsFuncSeq(id, func(r rune) bool { return strings.ContainsRune("/-_.", r) }) {
		if !single {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
		single = len(word) == 1
	}
	return b.String()
}

func sentence(s string) string {
	return clip(strings.TrimSuffix(s, "."), descriptionLimit-1) + "."
}

// helpURI is a rule's first reference, or exchlint's home: viewers want one.
func helpURI(rule *rules.Rule) string {
	for _, reference := range rule.References {
		if uri, ok := webPage(reference); ok {
			return uri
		}
	}
	return home
}

// webPage returns an address that can be linked to as it is.
func webPage(reference string) (uri string, ok bool) {
	u, err := url.Parse(reference)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", false
	}
	return inURI.Replace(visible(u.String())), true
}

// inURI encodes what would end an address in Markdown.
var inURI = strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20")

func helpText(rule *rules.Rule, description string) string {
	parts := []string{strings.TrimSpace(lines(description))}
	if len(rule.Remedy.Steps) > 0 {
		parts = append(parts, "How to fix it", strings.TrimSpace(lines(rule.Remedy.PowerShell())))
	}
	if len(rule.References) > 0 {
		parts = append(parts, "References", bullets(rule.References, visible))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func helpMarkdown(rule *rules.Rule, description string) string {
	parts := []string{markdown(strings.TrimSpace(lines(description)))}
	if len(rule.Remedy.Steps) > 0 {
		parts = append(parts, "## How to fix it", fenced("powershell", lines(rule.Remedy.PowerShell())))
	}
	if len(rule.References) > 0 {
		parts = append(parts, "## References", bullets(rule.References, func(reference string) string {
			if uri, ok := webPage(reference); ok {
				return "<" + uri + ">"
			}
			return markdown(visible(reference))
		}))
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func bullets(items []string, show func(string) string) string {
	return "- " + strings.Join(each(items, show), "\n- ")
}

// markdown escapes a text so that Markdown shows it as it stands.
func markdown(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>#|~&!$", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// fenced returns a code block whose fence no line of the code can close.
func fenced(language, code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.Trim(code, "\n") + "\n" + fence
}

// ruleProperties are what GitHub sorts and filters alerts by. A rule with a CWE is
// one about security.
func ruleProperties(rule *rules.Rule) *sarifRuleProperties {
	p := sarifRuleProperties{Precision: "high", ProblemSeverity: rule.Level}
	if rule.Level == string(lint.Note) {
		p.ProblemSeverity = "recommendation"
	}
	var cwes, others []string
	for _, tag := range rule.Tags {
		if strings.HasPrefix(tag, "cwe-") {
			cwes = append(cwes, "external/cwe/"+value(tag))
		} else {
			others = append(others, value(tag))
		}
	}
	p.Tags = append(slices.Clone(cwes), others...)
	if len(cwes) > 0 {
		p.SecuritySeverity = securitySeverity(lint.Level(rule.Level))
		p.Tags = append([]string{"security"}, p.Tags...)
	}
	p.Tags = distinct(p.Tags)
	p.Tags = p.Tags[:min(len(p.Tags), tagLimit)]
	return &p
}

// securitySeverity is in the middle of GitHub's high, medium or low.
func securitySeverity(level lint.Level) string {
	switch level {
	case lint.Error:
		return "8.0"
	case lint.Warning:
		return "5.5"
	}
	return "2.5"
}

// distinct keeps the first of equal tags, in their order; never nil.
func distinct(tags []string) []string {
	kept := []string{}
	for _, tag := range tags {
		if !slices.Contains(kept, tag) {
			kept = append(kept, tag)
		}
	}
	return kept
}

// overrides is what the configuration makes of rules.
func overrides(c *lint.Configuration, index map[string]int) (all []sarifOverride) {
	if c == nil {
		return nil
	}
	disabled := false
	for _, id := range c.Disabled {
		all = append(all, sarifOverride{sarifOverriding{Enabled: &disabled}, sarifOverriddenRef{ID: id}})
	}
	for _, l := range c.Lowered {
		at := index[l.Rule]
		all = append(all, sarifOverride{sarifOverriding{Level: string(l.Level)}, sarifOverriddenRef{l.Rule, &at}})
	}
	return all
}
