// Package config reads a team's configuration file: which rules run and how strictly,
// what is accepted, why and until when, and what the exports of its organization can't
// show.
//
// The file's shape is declared once, in schema/config.json: [Read] holds the file
// against it and then takes over what it says. [Config.For] brings that together with
// the rules that there are. Both look for everything that is wrong and say where it
// stands: a rule that is misspelt here would be a rule that nobody switched off.
package config

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Config is what one file says. Paths in it are relative to the file's folder.
type Config struct {
	File    string // its name, for messages
	Profile string // "" where it names none
	FailOn  string // error, warning, note, never; "" where it says nothing
	Known   model.OrganizationHints
	Ignore  []string // patterns of paths
	Inputs  []Input
	Waivers []lint.Waiver
	Notices diag.List // what was noticed when the file was looked for

	rules    map[string]setting
	profiles map[string]profile
	tree     *tree
}

// Input is what the file says of exports that don't tell it themselves. What is empty
// is not said.
type Input struct {
	Path    string // a pattern
	Server  string
	Kind    string
	Culture string
}

type profile struct {
	Extends string             `json:"extends"`
	Rules   map[string]setting `json:"rules"`
}

// document is the file as its schema has it.
type document struct {
	Profile      string             `json:"profile"`
	FailOn       string             `json:"failOn"`
	Rules        map[string]setting `json:"rules"`
	Profiles     map[string]profile `json:"profiles"`
	Organization organization       `json:"organization"`
	Ignore       []string           `json:"ignore"`
	Inputs       []Input            `json:"inputs"`
	Waivers      []waiver           `json:"waivers"`
}

type organization struct {
	ExpectedNames    []string            `json:"expectedNames"`
	EdgeServers      []string            `json:"edgeServers"`
	PlainRelays      []string            `json:"plainRelays"`
	LoadBalancers    []string            `json:"loadBalancers"`
	GatewayInFront   bool                `json:"gatewayInFront"`
	InboundOnly      bool                `json:"inboundOnly"`
	CloudDomains     []string            `json:"cloudDomains"`
	InternalSuffixes []string            `json:"internalSuffixes"`
	ECCForSMTP       bool                `json:"eccForSmtp"`
	IncompleteExport bool                `json:"incompleteExport"`
	WideRange        int                 `json:"wideRange"`
	Servers          map[string]string   `json:"servers"`
	Cohorts          map[string][]string `json:"cohorts"`
}

type waiver struct {
	Rule     string  `json:"rule"`
	Object   string  `json:"object"`
	Property string  `json:"property"`
	Value    *string `json:"value"`
	Reason   string  `json:"reason"`
	Expires  string  `json:"expires"`
	Ticket   string  `json:"ticket"`
}

// Default returns what holds where there is no file.
func Default() *Config { return &Config{tree: &tree{}} }

// Read takes a configuration file over. The name is for messages. The error is of
// type [diag.List] and holds everything that is wrong.
func Read(name string, data []byte) (*Config, error) {
	tree, errs := parse(name, data)
	if len(errs) > 0 {
		return nil, errs
	}
	if errs := tree.validate(); len(errs) > 0 {
		return nil, errs
	}
	var said document
	text, err := json.Marshal(tree.value)
	if err == nil {
		err = json.Unmarshal(text, &said)
	}
	if err != nil {
		return nil, diag.List{{File: name, Message: err.Error()}} // the schema and the types above disagree
	}
	config := &Config{
		File: name, Profile: said.Profile, FailOn: said.FailOn, Known: model.OrganizationHints(said.Organization),
		Ignore: said.Ignore, Inputs: said.Inputs, rules: said.Rules, profiles: said.Profiles, tree: tree,
	}
	if errs := slices.Concat(config.takeWaivers(said.Waivers), config.checkValues(), config.checkServers()); len(errs) > 0 {
		return nil, errs.ByPlace()
	}
	return config, nil
}

// OfExamples returns the organization that a rule's examples are of, as the
// configuration beside them describes it; one of which nothing is known where there is
// none. The error is of type [diag.List].
func OfExamples(rule *rules.Rule) (model.OrganizationHints, error) {
	if rule.Configuration().Text == "" {
		return model.OrganizationHints{}, nil
	}
	config, err := Read(rule.ID+"/"+rule.Configuration().File, []byte(rule.Configuration().Text))
	if err != nil {
		return model.OrganizationHints{}, err
	}
	return config.Known, nil
}

// takeWaivers takes the waivers over. One holds until its last day is over, in UTC.
func (c *Config) takeWaivers(said []waiver) (errs diag.List) {
	for i, w := range said {
		last, err := time.Parse(time.DateOnly, w.Expires)
		if err != nil {
			errs = append(errs, c.tree.errorAt(pointer("waivers", i, "expires"), "%q is not a date in the calendar", w.Expires))
			continue
		}
		line, _ := c.tree.place(pointer("waivers", i))
		c.Waivers = append(c.Waivers, lint.Waiver{
			Rule: w.Rule, Object: w.Object, Property: w.Property, Value: w.Value, Reason: w.Reason, Ticket: w.Ticket,
			Expires: last, File: c.File, Line: line,
		})
	}
	return errs
}
