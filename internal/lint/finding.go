package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// finding completes what a rule found: with the object's name, and what it is known by in
// later runs.
func (j judge) finding(rule *rules.Rule, o *model.Object, found rules.Finding) Finding {
	finding := Finding{
		Rule: rule, Level: cmp.Or(j.options.Levels[rule.ID], Level(found.Level)), Said: found.Message,
		Kind: o.Kind.Name, Identity: o.Identity, Property: found.Property,
		Fingerprint: fingerprint(rule.ID, o.Kind.Name, o.Identity, found.Property),
		Object:      o, Values: found.Values,
	}
	finding.Related = slices.Grow(finding.Related, len(found.Related))
	for _, related := range found.Related {
		if other := j.related(o, related); other != nil {
			finding.Related = append(finding.Related, Related{Message: related.Message, object: other, property: related.Property})
		}
	}
	return finding
}

// Message returns what the finding says, with the object's name: "EX01\Relay: ...".
func (f *Finding) Message() string { return f.Identity + ": " + f.Said }

// related returns what a finding about an object speaks of beside it; nil for what the
// organization doesn't have.
func (j judge) related(o *model.Object, related rules.Related) *model.Object {
	if related.Kind == "" {
		return o.RecordAt(related.Record)
	}
	return j.organization.Find(related.Kind, related.Identity)
}

// Value returns the property at fault for people, of a list all values, with ", " between;
// "" where it has none.
func (f Finding) Value() string {
	if f.Object == nil {
		return ""
	}
	value, known := f.Object.Value(f.Property)
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

// fingerprint is the same for the same fault in every export of the organization,
// whatever else changes in it.
func fingerprint(parts ...string) string {
	var text [256]byte // which most have room in
	joined := text[:0]
	for i, part := range parts {
		if i > 0 {
			joined = append(joined, 0)
		}
		joined = append(joined, part...)
	}
	sum := sha256.Sum256(joined)
	var print [32]byte
	hex.Encode(print[:], sum[:16])
	return string(print[:])
}
