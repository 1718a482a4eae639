package fix

import (
	"errors"
	"slices"

	"github.com/exchlint/exchlint/internal/lint"
)

// prune tries the script and leaves out what brings something new, is refused, can't be followed or clears
// nothing, until what is left clears findings and harms nothing.
func (r *repairer) prune(repair *Repair) error {
	for range maxTrials {
		text, lines := script(repair, false)
		if len(repair.Operations) == 0 {
			return nil
		}
		after, err := r.judge(text)
		if err != nil {
			return err
		}
		bad := r.harmful(repair, after, lines)
		if len(bad) == 0 {
			bad = r.attribute(repair, after, lines)
		}
		if len(bad) == 0 {
			return nil
		}
		repair.Operations = slices.DeleteFunc(repair.Operations, func(o *Operation) bool { return bad[o] })
	}
	repair.Operations = nil
	return nil
}

// write writes the scripts: the repair with checks that the values are still the exported ones, as long as
// a trial with them does the same, and the way back without what Exchange refuses.
func (r *repairer) write(repair *Repair) error {
	if len(repair.Operations) > 0 {
		if err := errors.Join(r.check(repair), r.goBack(repair)); err != nil {
			return err
		}
	}
	r.leave(repair)
	repair.Script, _ = script(repair, repair.checked)
	repair.Rollback, _ = rollback(repair)
	return nil
}

// check tries the script with its checks.
func (r *repairer) check(repair *Repair) error {
	text, lines := script(repair, true)
	before := repair.cleared()
	after, err := r.judge(text)
	if err != nil {
		return err
	}
	repair.checked = len(r.harmful(repair, after, lines)) == 0 && len(r.attribute(repair, after, lines)) == 0 && repair.cleared() == before
	if !repair.checked {
		text, lines = script(repair, false)
		if after, err = r.judge(text); err == nil {
			r.attribute(repair, after, lines)
		}
	}
	return err
}

// goBack tries the way back. Exchange does not take every value that an export has: what it refuses has no
// way back.
func (r *repairer) goBack(repair *Repair) error {
	for range maxTrials {
		text, _ := script(repair, repair.checked)
		back, lines := rollback(repair)
		after, err := r.judge(text, back)
		if err != nil || len(after.Change.Refused) == 0 {
			return err
		}
		for _, refused := range after.Change.Refused {
			for i, line := range lines {
				if refused.Location.File == backName && line.from <= refused.Location.StartLine && refused.Location.StartLine <= line.to {
					repair.Operations[i].refused = true
				}
			}
		}
	}
	return nil
}

func (repair *Repair) cleared() (n int) {
	for _, o := range repair.Operations {
		n += len(o.Clears)
	}
	return n
}

// harmful returns the operations that a trial speaks against.
func (r *repairer) harmful(repair *Repair, after *lint.Result, lines []span) map[*Operation]bool {
	bad := map[*Operation]bool{}
	blame := func(at lint.Location, why string) {
		i := slices.IndexFunc(lines, func(s span) bool { return at.File == fileName && s.from <= at.StartLine && at.StartLine <= s.to })
		if i < 0 {
			i = len(repair.Operations) - 1
		}
		bad[repair.Operations[i]] = true
		r.because(repair.Operations[i], why)
	}
	for _, refused := range after.Change.Refused {
		blame(refused.Location, "Exchange refuses its command: "+refused.Message)
	}
	for _, n := range after.Change.NotFollowed {
		if n.Location.File == fileName {
			blame(n.Location, "what its command does is not known: "+n.Reason)
		}
	}
	old := map[string]bool{}
	for i := range repair.Result.Findings {
		old[repair.Result.Findings[i].Fingerprint] = true
	}
	for i := range after.Findings {
		f := &after.Findings[i]
		if f.Rule.ID != "change/default-certificate-replaced" && (!old[f.Fingerprint] || f.Worse) {
			blame(f.Location, "its command would bring "+f.Rule.ID+": "+f.Message())
		}
	}
	return bad
}

// because notes why the findings that ask for an operation are not repaired.
func (r *repairer) because(o *Operation, why string) {
	for f, commands := range r.asked {
		if r.reasons[f] == "" && slices.Contains(commands, o.Command) {
			r.reasons[f] = why
		}
	}
}

// attribute notes which findings each operation clears and what it changes. It returns the operations that
// clear nothing.
func (r *repairer) attribute(repair *Repair, after *lint.Result, lines []span) map[*Operation]bool {
	there := map[string]bool{}
	for i := range after.Findings {
		there[after.Findings[i].Fingerprint] = true
	}
	open := opens(after)
	for _, o := range repair.Operations {
		o.Clears, o.Applied = nil, nil
	}
	owners := r.owners(repair)
	for i := range repair.Result.Findings {
		if f := &repair.Result.Findings[i]; !there[f.Fingerprint] && !open[[3]string{f.Rule.ID, f.Kind, f.Identity}] {
			o := owners(f)
			o.Clears = append(o.Clears, f)
		}
	}
	for _, a := range after.Change.Applied {
		i := slices.IndexFunc(lines, func(s span) bool {
			return a.Location.File == fileName && s.from <= a.Location.StartLine && a.Location.StartLine <= s.to
		})
		if i >= 0 {
			repair.Operations[i].Applied = append(repair.Operations[i].Applied, a)
		}
	}
	needed := map[string]bool{}
	for _, o := range repair.Operations {
		for _, f := range o.Clears {
			for _, command := range r.asked[f] {
				needed[command] = true
			}
		}
	}
	idle := map[*Operation]bool{}
	for _, o := range repair.Operations {
		if len(o.Clears) == 0 && !needed[o.Command] {
			idle[o] = true
			r.because(o, "its command does not clear it")
		}
	}
	return idle
}

// opens are the checks that a trial could not evaluate, by rule, kind and identity: a finding of such a
// one is not cleared.
func opens(after *lint.Result) map[[3]string]bool {
	all := map[[3]string]bool{}
	for i := range after.NotEvaluated {
		for _, lack := range after.NotEvaluated[i].Lacks {
			all[[3]string{lack.Rule.ID, after.NotEvaluated[i].Kind, after.NotEvaluated[i].Identity}] = true
		}
	}
	return all
}

// owners returns which operation clears a finding: the last one of its own remedy, else one about its
// object, else the first.
func (r *repairer) owners(repair *Repair) func(*lint.Finding) *Operation {
	byCommand, byObject := map[string]*Operation{}, map[string]*Operation{}
	for _, o := range repair.Operations {
		byCommand[o.Command], byObject[o.object] = o, o
	}
	return func(f *lint.Finding) *Operation {
		owner := repair.Operations[0]
		if o := byObject[f.Kind+" "+f.Identity]; o != nil {
			owner = o
		}
		for _, command := range r.asked[f] {
			if o := byCommand[command]; o != nil {
				owner = o
			}
		}
		return owner
	}
}

// leave lists what is not repaired, and what has no way back.
func (r *repairer) leave(repair *Repair) {
	cleared := map[*lint.Finding]*Operation{}
	for _, o := range repair.Operations {
		for _, f := range o.Clears {
			cleared[f] = o
		}
	}
	for i := range repair.Result.Findings {
		f := &repair.Result.Findings[i]
		switch o := cleared[f]; {
		case o == nil:
			reason := r.reasons[f]
			if reason == "" {
				reason = "it needs a command that is left out"
			}
			repair.Left = append(repair.Left, Left{f, "open", reason})
		case !o.reversible():
			repair.Left = append(repair.Left, Left{f, "irreversible", o.lasting()})
		}
	}
}

// reversible reports whether the way back is known: it changed settings of connectors alone.
func (o *Operation) reversible() bool {
	return !o.refused && !slices.ContainsFunc(o.Applied, func(a lint.Applied) bool { return a.Kind == "ExchangeCertificate" })
}

// lasting returns why an operation has no way back.
func (o *Operation) lasting() string {
	if o.refused {
		return "Exchange does not take the exported value"
	}
	return "a service that is enabled stays enabled, and a certificate that is imported stays there"
}
