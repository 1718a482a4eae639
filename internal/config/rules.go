package config

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// setting is what the file says of a rule, or of all that fit a pattern.
type setting struct {
	level      string // off, on, error, warning, note; "" where it says nothing
	parameters map[string]any
}

func (s *setting) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &s.level)
	}
	if err := json.Unmarshal(text, &s.parameters); err != nil {
		return err
	}
	s.level, _ = s.parameters["level"].(string)
	delete(s.parameters, "level")
	return nil
}

// Tuning is what a configuration means for the rules that there are.
type Tuning struct {
	Profile  string                // the built-in profile to begin with
	Enable   []string              // IDs of rules that run though the profile leaves them out
	Disable  []string              // IDs of rules that don't run
	Levels   map[string]lint.Level // by ID, for all findings of a rule
	Settings rules.Settings
	Waivers  []lint.Waiver // the file's, under the rules' current IDs
	Notices  diag.List     // rules that the file names by an earlier ID
}

// For brings the configuration together with the rules that there are, in a profile that
// the command line names; "" for the configuration's own. What is wrong with the file is
// an error of type [diag.List].
func (c *Config) For(list []*rules.Rule, profile string) (Tuning, error) {
	t := tuning{config: c, rules: list, states: map[string]string{}, places: map[string]map[string]string{}}
	t.Levels, t.Settings = map[string]lint.Level{}, rules.Settings{}
	at := ""
	if profile == "" {
		profile, at = cmp.Or(c.Profile, "default"), pointer("profile")
	} else if known := c.profileNames(); !slices.Contains(known, profile) {
		return Tuning{}, fmt.Errorf("--profile is %q, not one of %s%s", profile, strings.Join(known, ", "), lint.DidYouMean(profile, known))
	}
	t.profile(profile, at, nil)
	t.apply("", c.rules)
	t.checkOrder()
	for _, waiver := range c.Waivers {
		t.waive(waiver)
	}
	for _, id := range slices.Sorted(maps.Keys(t.states)) {
		if t.states[id] == "off" {
			t.Disable = append(t.Disable, id)
		} else {
			t.Enable = append(t.Enable, id)
		}
	}
	if len(t.errs) > 0 {
		return Tuning{}, t.errs.ByPlace()
	}
	return t.Tuning, nil
}

// profileNames returns the profiles that there are: the built-in ones and the file's own.
func (c *Config) profileNames() []string {
	return slices.Concat(rules.Profiles, slices.Sorted(maps.Keys(c.profiles)))
}

type tuning struct {
	Tuning
	config *Config
	rules  []*rules.Rule
	states map[string]string            // by ID: off or on
	places map[string]map[string]string // by ID and parameter: the pointer to its value
	errs   diag.List
}

func (t *tuning) refuse(err diag.Diagnostic) { t.errs = append(t.errs, err) }

// profile applies a profile and, before it, those that it extends.
func (t *tuning) profile(name, at string, on []string) {
	own, ok := t.config.profiles[name]
	switch {
	case slices.Contains(on, name):
		t.refuse(t.config.tree.errorAt(at, "the profile %q extends itself, by way of %s", name, strings.Join(on, ", ")))
	case ok:
		t.profile(own.Extends, pointer("profiles", name, "extends"), append(on, name))
		t.apply(pointer("profiles", name), own.Rules)
	case slices.Contains(rules.Profiles, name):
		t.Profile = name
	default:
		t.refuse(t.config.tree.errorAt(at, "unknown profile %q%s", name, orKnown(name, t.config.profileNames())))
	}
}

// apply applies settings: patterns first, in the file's order, then single rules.
func (t *tuning) apply(above string, settings map[string]setting) {
	names := slices.SortedFunc(maps.Keys(settings), func(a, b string) int {
		single := func(name string) int { return min(1, strings.Count(name, "*")) }
		line := func(name string) int { line, _ := t.config.tree.place(above + pointer("rules", name)); return line }
		return cmp.Or(single(b)-single(a), line(a)-line(b), strings.Compare(a, b))
	})
	for _, name := range names {
		at := above + pointer("rules", name)
		found, current := false, t.current(name, t.config.tree.errorAtKey(at, ""))
		for _, rule := range t.rules {
			if lint.MatchesID(current, rule.ID) {
				found = true
				t.set(rule, settings[name], at)
			}
		}
		if !found {
			t.refuse(t.config.tree.errorAtKey(at, "unknown rule %q%s", name, lint.DidYouMean(name, ids(t.rules))))
		}
	}
}

// set applies a setting to one rule.
func (t *tuning) set(rule *rules.Rule, s setting, at string) {
	switch s.level {
	case "off":
		t.states[rule.ID] = "off"
	case "":
	default:
		t.states[rule.ID] = "on"
		if s.level != "on" {
			t.Levels[rule.ID] = lint.Level(s.level)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.parameters)) {
		parameter := rule.Parameter(name)
		if parameter == nil {
			t.refuse(t.config.tree.errorAtKey(at+pointer(name), "%s has no parameter %q%s", rule.ID, name, hint(name, rule)))
			continue
		}
		if err := parameter.Check(s.parameters[name]); err != nil {
			t.refuse(t.config.tree.errorAt(at+pointer(name), "%s of %s: %s", name, rule.ID, err))
			continue
		}
		if t.Settings[rule.ID] == nil {
			t.Settings[rule.ID], t.places[rule.ID] = map[string]any{}, map[string]string{}
		}
		t.Settings[rule.ID][name], t.places[rule.ID][name] = s.parameters[name], at+pointer(name)
	}
}

// checkOrder refuses parameters of one rule that contradict each other.
func (t *tuning) checkOrder() {
	for _, rule := range t.rules {
		if name, err := rule.CheckOrder(t.Settings[rule.ID]); err != nil {
			t.refuse(t.config.tree.errorAt(t.places[rule.ID][name], "%s: %s", rule.ID, err))
		}
	}
}

func hint(name string, rule *rules.Rule) string {
	names := []string{"level"}
	for _, parameter := range rule.Parameters {
		names = append(names, parameter.Name)
	}
	return orKnown(name, names)
}

// current returns the ID of a rule that the file may name by an earlier one, and notes where it
// does.
func (t *tuning) current(name string, at diag.Diagnostic) string {
	id := rules.CurrentID(t.rules, name)
	if id != name {
		t.Notices = append(t.Notices, at.WithMessage("%s", lint.Renamed(name, id)))
	}
	return id
}

// waive takes a waiver over, and refuses one for a rule that does not exist.
func (t *tuning) waive(w lint.Waiver) {
	w.Rule = t.current(w.Rule, diag.Diagnostic{File: w.File, Line: w.Line, Column: 1})
	t.Waivers = append(t.Waivers, w)
	if !slices.ContainsFunc(t.rules, func(r *rules.Rule) bool { return lint.MatchesID(w.Rule, r.ID) }) {
		t.refuse(diag.Diagnostic{File: w.File, Line: w.Line, Column: 1, Message: "unknown rule " + strconv.Quote(w.Rule) + lint.DidYouMean(w.Rule, ids(t.rules))})
	}
}

func ids(list []*rules.Rule) (ids []string) {
	for _, rule := range list {
		ids = append(ids, rule.ID)
	}
	return ids
}

// Verify checks the configuration against the rules that there are, with every
// profile that it defines.
func (c *Config) Verify(list []*rules.Rule) error {
	for _, profile := range append([]string{""}, slices.Sorted(maps.Keys(c.profiles))...) {
		if _, err := c.For(list, profile); err != nil {
			return err
		}
	}
	return nil
}
