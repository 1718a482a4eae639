package rules

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// capabilities is the Rego that policies may use: functions of their arguments and
// nothing else. Whatever reaches the network, files, the environment or chance is
// left out, so that a policy of unknown origin can be run and gives the same answer
// tomorrow; the one clock is the instant that a run judges at.
func capabilities() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	c.AllowNet = []string{} // no schema is fetched
	c.Builtins = slices.DeleteFunc(c.Builtins, func(b *ast.Builtin) bool { return !permitted(b) })
	c.Features = slices.DeleteFunc(c.Features, func(f string) bool { return strings.HasPrefix(f, "rego_v2") })
	return c
}

func permitted(b *ast.Builtin) bool {
	if slices.Contains(kept, b.Name) {
		return true
	}
	return !b.Nondeterministic && !slices.ContainsFunc(refused, func(prefix string) bool { return strings.HasPrefix(b.Name, prefix) })
}

// kept are permitted in spite of what follows.
var kept = []string{
	"time.now_ns", // the run's instant
	"crypto.md5", "crypto.sha1", "crypto.sha256",
}

// refused are prefixes of functions that policies must not call, beside those that
// OPA itself calls nondeterministic.
var refused = []string{
	"crypto.", "graphql.", "http.", "io.jwt.", "net.lookup", "opa.", "providers.", "rand.", "uuid.rfc4122",
	"net.cidr_expand",                                                                      // a range from an export can hold more addresses than memory
	"time.add_date", "time.clock", "time.date", "time.diff", "time.format", "time.weekday", // they read the machine's own time zone, and its files of all others
	"time.parse_ns",  // CET is what it is in the machine's own time zone; time.parse_rfc3339_ns has offsets alone
	"print", "trace", // nothing below a command prints
	"rego.parse_module",       // policies are code, not data
	"strings.render_template", // Go's templates
}
