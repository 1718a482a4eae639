// Package fix writes the repair of an organization: findings with remedies come in, and a script that was
// tried, with its way back and what is left to people, comes out.
package fix

import (
	"context"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Repair is a script and what it does.
type Repair struct {
	Operations []*Operation // in the order in which they are made
	Left       []Left
	Result     *lint.Result // the findings that there are today
	Script     string       // "" where the exports could not be read
	Rollback   string
	checked    bool // the script checks that values are still the exported ones
}

// Operation is one command of the script, and the findings that it clears.
type Operation struct {
	Command string
	Caution string
	Clears  []*lint.Finding
	Applied []lint.Applied // what it changes
	object  string         // of the finding that asks for it
	refused bool           // Exchange does not take back what it changes
}

// Left is a finding that is not repaired, or one that is repaired with no way back.
type Left struct {
	Finding *lint.Finding
	Kind    string // open or irreversible
	Reason  string
}

// Request is what is asked for.
type Request struct {
	Inputs []lint.Input
	Set    *rules.Set
	Change []plan.File // made before; none for the organization as it is
	Only   []string    // patterns of the rules to repair; none for all
	Open   plan.Open
}

// repairer is one run.
type repairer struct {
	Request
	ctx     context.Context
	options lint.Options
	reasons map[*lint.Finding]string   // why a finding is not repaired
	asked   map[*lint.Finding][]string // the commands of its remedy, where they may be made
}

// maxTrials bounds how often the script is tried before what still harms is left out altogether.
const maxTrials = 20

// Run finds the repair.
func Run(ctx context.Context, options lint.Options, request Request) (*Repair, error) {
	r := &repairer{Request: request, ctx: ctx, options: options, reasons: map[*lint.Finding]string{}, asked: map[*lint.Finding][]string{}}
	today, err := r.judge()
	if err != nil {
		return nil, err
	}
	repair := &Repair{Result: today}
	if !today.Trusted() {
		return repair, nil
	}
	repair.Operations = r.candidates(today)
	if err := r.prune(repair); err != nil {
		return nil, err
	}
	return repair, r.write(repair)
}

// judge judges the organization after the change and scripts.
func (r *repairer) judge(scripts ...string) (*lint.Result, error) {
	files := slices.Clone(r.Change)
	for i, script := range scripts {
		files = append(files, plan.File{Name: []string{fileName, backName}[i], Data: []byte(script)})
	}
	return impact.Judge(r.ctx, r.Inputs, r.Set, r.options, impact.Request{Plan: plan.Read(r.ctx, files, r.Open), NoAccept: true})
}

// The names of the script and of its rollback in trials.
const (
	fileName = "fix.ps1"
	backName = "rollback.ps1"
)

// candidates returns the commands of remedies that clear their finding without anybody's choice, each once,
// in the order of a renewal.
func (r *repairer) candidates(today *lint.Result) (operations []*Operation) {
	set := map[string]string{} // what a command sets, and to what
	for i := range today.Findings {
		f := &today.Findings[i]
		remedy := f.Remedy()
		if reason := r.unfit(f, remedy, today); reason != "" {
			r.reasons[f] = reason
			continue
		}
		for _, step := range remedy.Steps {
			if step.Command == "" {
				continue
			}
			r.asked[f] = append(r.asked[f], step.Command)
			target, value := targetOf(step.Command)
			switch known, ok := set[target]; {
			case ok && known == value:
			case ok:
				r.reasons[f] = "another finding of the same object asks for another value"
			default:
				set[target] = value
				operations = append(operations, &Operation{Command: step.Command, Caution: step.Caution, object: f.Kind + " " + f.Identity})
			}
		}
	}
	slices.SortStableFunc(operations, func(a, b *Operation) int { return rank(a.Command) - rank(b.Command) })
	return operations
}

// unfit returns why a finding is left to people; "" where commands clear it.
func (r *repairer) unfit(f *lint.Finding, remedy rules.Remedy, today *lint.Result) string {
	words := func(what string) string {
		for _, step := range remedy.Steps {
			if step.Do != "" {
				return what + ": " + step.Do
			}
		}
		return what
	}
	switch {
	case len(r.Only) > 0 && !values.MatchesAny(r.Only, f.Rule.ID):
		return "not asked for"
	case f.Kind == "Record" || strings.HasPrefix(f.Rule.ID, "change/"):
		return words("it is not about the organization")
	case remedy.Fix == rules.Choice:
		return words("a person has to choose")
	case remedy.Fix == rules.Outside:
		return words("others have to act")
	}
	for _, step := range remedy.Steps {
		if strings.HasPrefix(step.Do, "On the Edge server") && len(today.Organization.Objects("Server")) > 1 {
			return step.Do + ": " + step.Command
		}
	}
	return ""
}

// targetOf returns what a command sets and to what: two commands for one target that differ contradict each
// other.
func targetOf(command string) (target, value string) {
	last := command[strings.LastIndexByte(strings.TrimSpace(command), '\n')+1:]
	words := strings.SplitN(last, " -", 3)
	if strings.HasPrefix(last, "Set-") && len(words) == 3 {
		parameter, _, _ := strings.Cut(words[2], " ")
		return words[0] + words[1] + parameter, command
	}
	return command, command
}

// ranks are the steps of a renewal: a certificate is brought, enabled and named, then come capabilities,
// send connectors, and what removes something.
var ranks = []string{"Import-", "Enable-", "-TlsCertificateName", "Set-ReceiveConnector", "Set-SendConnector", "Start-Edge", "Remove-"}

func rank(command string) int {
	if strings.Contains(command, "Set-SendConnector") {
		return slices.Index(ranks, "Set-SendConnector")
	}
	for i, word := range ranks {
		if strings.Contains(command, word) && !strings.HasPrefix(word, "Remove") {
			return i
		}
	}
	return len(ranks)
}
