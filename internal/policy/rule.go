package policy

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// Rule is one policy with everything that is said of it: its folder's path below
// policies/ is its ID, the METADATA of its package the rest.
type Rule struct {
	ID          string   // "receive/tls-not-offered"
	Title       string   // one line, no full stop
	Description string   // what breaks, in plain text; paragraphs separated by a blank line
	Level       string   // the level of a finding that names none: error, warning or note
	Remediation string   // PowerShell with <placeholders> that stand for an object's own values
	References  []string // URLs of public documentation
	Tags        []string // "tls", "cwe-319", "stig-V-259710"
	Kinds       []string // the kinds of object it is about, sorted
	Bad, Good   string   // a raw export that makes it fire, one that doesn't: shown in the catalogue

	footprint footprint
	all, each ast.Body // the queries for its findings as a set, and one by one
}

// About reports whether the rule is about a kind of object.
func (r *Rule) About(kind string) bool { return slices.Contains(r.Kinds, kind) }

// Sources returns the exported properties, as Kind.Property, that the rule rests on:
// those that it reads, and those that the facts that it reads are worked out from.
func (r *Rule) Sources() []string {
	var sources []string
	for _, kind := range r.Kinds {
		for _, property := range r.Reads(kind) {
			sources = append(sources, schema.Lookup(kind).Sources(property)...)
		}
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}
