package lint

import (
	"fmt"
	"slices"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Selection says which rules run: those of a profile, and patterns of IDs in which *
// stands for any text.
type Selection struct {
	Profile string   // one of rules.Profiles; "" for default
	Only    []string // nothing but these, if there are any
	Enable  []string // these too, though the profile leaves them out
	Disable []string // not these
}

// Over returns the selection put over what a configuration says: its profile, and the
// IDs of the rules that it enables and disables.
func (s Selection) Over(profile string, enable, disable []string) Selection {
	s.Profile = profile
	own := slices.Concat(s.Only, s.Enable)
	for _, id := range disable {
		if !matchesAny(own, id) {
			s.Disable = append(slices.Clip(s.Disable), id)
		}
	}
	s.Enable = append(slices.Clip(s.Enable), enable...)
	return s
}

// Select returns the rules of a set that a selection leaves, in their order. The
// error names the first pattern that no rule matches, and the rule it may have meant.
func Select(list []*rules.Rule, s Selection) ([]*rules.Rule, error) {
	for _, patterns := range [][]string{s.Only, s.Enable, s.Disable} {
		for _, pattern := range patterns {
			if err := matchesSome(list, pattern); err != nil {
				return nil, err
			}
		}
	}
	var selected []*rules.Rule
	for _, rule := range list {
		if s.includes(rule) {
			selected = append(selected, rule)
		}
	}
	return selected, nil
}

func (s Selection) includes(rule *rules.Rule) bool {
	switch {
	case matchesAny(s.Disable, rule.ID):
		return false
	case len(s.Only) > 0:
		return matchesAny(s.Only, rule.ID)
	}
	return len(rule.Profiles) == 0 || slices.Contains(rule.Profiles, s.Profile) || matchesAny(s.Enable, rule.ID)
}

func matchesSome(list []*rules.Rule, pattern string) error {
	var ids []string
	for _, rule := range list {
		if matchesAny([]string{pattern}, rule.ID) {
			return nil
		}
		ids = append(ids, rule.ID)
	}
	return fmt.Errorf("unknown rule %q%s", pattern, DidYouMean(pattern, ids))
}

func matchesAny(patterns []string, id string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return MatchesID(pattern, id) })
}

// MatchesID reports whether a rule's ID fits a pattern: area/*, */rule-name, or * for
// all of them.
func MatchesID(pattern, id string) bool { return values.Matches(pattern, id) }

// Renamed says that a rule is named by an ID that it had earlier.
func Renamed(name, id string) string {
	return fmt.Sprintf("rule %s is now %s: use the new ID", name, id)
}

// Current returns the selection with the current IDs of rules that have been renamed, and a notice
// for each of these.
func (s Selection) Current(list []*rules.Rule) (Selection, diag.List) {
	var notices diag.List
	current := func(patterns []string) []string {
		patterns = slices.Clone(patterns)
		for i, name := range patterns {
			if id := rules.CurrentID(list, name); id != name {
				patterns[i], notices = id, append(notices, diag.Diagnostic{Message: Renamed(name, id)})
			}
		}
		return patterns
	}
	s.Only, s.Enable, s.Disable = current(s.Only), current(s.Enable), current(s.Disable)
	return s, notices
}

// DidYouMean returns a hint at the known word that a mistaken one is nearest to, as
// the end of a message, or "" where none is near.
func DidYouMean(word string, known []string) string {
	near := rules.Nearest(word, known)
	if len(near) == 0 {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", near[0])
}
