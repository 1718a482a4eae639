// Package rules runs the rules: Rego in, findings of one object out.
//
// A rule is a folder with Rego and its METADATA. [Load] checks and compiles all of
// them at once against the schemas, so that a misspelt property is an error with a
// line and not a rule that never fires. A [Session] then asks one rule about one
// object, which is all that its input is.
//
// The difficulty is what an object does not say. In Rego an absent property is merely
// undefined: "not input.RequireTLS" holds where RequireTLS was never exported, and
// "input.RequireTLS == false" doesn't, so that a rule reports or passes for no reason.
// Neither must happen, and no rule should have to think of it. Two steps see to it:
//
//   - The footprint is worked out once, from the compiled code of a rule and of every
//     helper that it uses: the properties that it may read. The object is followed by
//     its names: input, a function's parameter that it is handed over as, a local
//     variable set equal to it. A constant step from such a name, input.Fqdn or
//     object.get(o, "Fqdn", ""), reads that property. Wherever a name stands in any
//     other way (compared, counted, put into a list, returned, indexed by a variable),
//     or where "with" replaces something, the rule is taken to read everything.
//     So the footprint may be too large, but never too small: it tells what to export
//     for a rule, and what one that could not be evaluated went without.
//   - A property that the object lacks has some value that nobody knows, and package eval
//     evaluates the rule with that in mind. If no value leads to a finding, it is a pass;
//     if every one does, it is a finding; if it depends, the outcome has a [Lack], beside the
//     findings that are certain.
//
// That both are sound is held by a test which makes rules at random and tries every
// value of what is missing.
package rules

import (
	"io/fs"
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// Rule is one policy with everything that is said of it: its folder's path below
// policies/ is its ID, the METADATA of its package the rest.
type Rule struct {
	ID          string       // "receive/tls-not-offered"
	Aliases     []string     `json:",omitempty"` // IDs that it had before it was renamed: waivers and baselines may still name them
	Title       string       // one line, no full stop
	Description string       // what breaks, in plain text; paragraphs separated by a blank line
	Level       string       // the level of a finding that names none: error, warning or note
	Remedy      Remedy       // with <placeholders> that stand for an object's own values
	References  []string     // URLs of public documentation
	Tags        []string     // "tls", "cwe-319", "stig-V-259710"
	Symptoms    []string     // error texts, event ids and codes that people search for: "451 5.7.3"
	Profiles    []string     // the profiles that it runs in; none for all of them
	Parameters  []*Parameter // by name
	Kinds       []string     // the kinds of object it is about, sorted
	Properties  []string     // those that it may read of its objects, sorted
	Everything  bool         // it may read any property, for all that can be seen
	Files       fs.FS        `json:"-"` // its folder

	bundle int // of those given to Load
}

// Example is a raw export that shows what a rule does. Both are "" where the rule's
// folder has none.
type Example struct {
	File string // its name in the rule's folder: bad.json
	Text string
}

// Bad returns an export that makes the rule fire, and Good the nearest one that doesn't.
func (r *Rule) Bad() Example { return r.example("bad") }

// Good is as [Rule.Bad] says.
func (r *Rule) Good() Example { return r.example("good") }

// Configuration returns that of the organization that the examples are of, where only a
// configuration tells what the rule needs to know.
func (r *Rule) Configuration() Example { return r.example("config") }

// example returns the first of the files bad.*, good.* or config.* in a rule's folder.
func (r *Rule) example(name string) Example {
	if r.Files == nil {
		return Example{}
	}
	found, _ := fs.Glob(r.Files, name+".*") // the pattern is well formed
	for _, file := range found {
		if text, err := fs.ReadFile(r.Files, file); err == nil {
			return Example{file, string(text)}
		}
	}
	return Example{}
}

// Own reports whether the rule is somebody's own: of any bundle but the first.
func (r *Rule) Own() bool { return r.bundle > 0 }

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

// Reads returns the properties of a kind that the rule may read, sorted: all of them
// where it can't be seen which.
func (r *Rule) Reads(kind string) []string {
	k := schema.Lookup(kind)
	if k == nil {
		return nil
	}
	var names []string
	for _, property := range k.Properties {
		if _, read := slices.BinarySearch(r.Properties, property.Name); read || r.Everything {
			names = append(names, property.Name)
		}
	}
	return names
}

// positions is [Rule.Reads], by position in the schema.
func (r *Rule) positions(kind *schema.Kind) (positions []int) {
	for _, property := range r.Reads(kind.Name) {
		i, _ := kind.Index(property)
		positions = append(positions, i)
	}
	return positions
}
