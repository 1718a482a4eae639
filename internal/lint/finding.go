package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/policy"
)

// finding completes what a rule found: with the object's name, its place, the words
// that mend it, and what it is known by in later runs.
func (j judge) finding(rule *policy.Rule, o *exchange.Object, found policy.Finding) Finding {
	finding := Finding{
		Rule: rule, Level: cmp.Or(j.options.Levels[rule.ID], Level(found.Level)), Message: o.Identity + ": " + found.Message,
		Kind: o.Kind.Name, Identity: o.Identity, Property: found.Property, Value: valueOf(o, found.Property),
		Location: locate(o, found.Property), Remediation: remedy(rule.Remediation, o, found.Values),
		Fingerprint: fingerprint(rule.ID, o.Kind.Name, o.Identity, found.Property),
	}
	for _, related := range found.Related {
		if other := j.related(o, related); other != nil {
			finding.Related = append(finding.Related, Related{Message: related.Message, Location: locate(other, related.Property)})
		}
	}
	finding.Waiver = waiverOf(finding, j.options.AsOf)
	if o.Kind.Name == "Server" && len(finding.Related) > 0 {
		finding.Location = finding.Related[0].Location // no export has a server's own record: the need is shown elsewhere
	}
	return finding
}

// related returns what a finding about an object speaks of beside it; nil for what the
// organization doesn't have.
func (j judge) related(o *exchange.Object, related policy.Related) *exchange.Object {
	if related.Kind == "" {
		return o.Record(related.Record)
	}
	return j.organization.Find(related.Kind, related.Identity)
}

// valueOf writes an object's property for people; "" where it has none.
func valueOf(o *exchange.Object, property string) string {
	value, known := o.Value(property)
	list, several := value.([]any)
	switch {
	case !known:
		return ""
	case !several:
		return fmt.Sprint(value)
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, ", ")
}

// locate returns the location of an object's property, of which the lines are yet to be
// looked up.
func locate(o *exchange.Object, property string) Location {
	spot := o.Spot(property)
	if spot.File == nil {
		return Location{}
	}
	return Location{File: spot.File.Name, spot: spot}
}

// fingerprint is the same for the same fault in every export of the organization,
// whatever else changes in it.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
