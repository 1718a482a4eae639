// Package diff compares two exports of one organization: what changed comes out beside what the change
// newly breaks and what it repairs.
package diff

import (
	"context"
	"slices"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Run judges the newer exports against the older ones.
func Run(ctx context.Context, older, newer []lint.Input, set *rules.Set, options lint.Options) *lint.Result {
	before, readBefore := lint.Read(ctx, older, options)
	after, readAfter := lint.Read(ctx, newer, options)
	judged := lint.Judge(ctx, set, options, before)
	result := lint.Judge(ctx, set, options, after)
	result.CompareWith(judged)
	result.Adopt(readAfter)
	result.Errors = append(result.Errors, readBefore.Errors...)
	known := map[string]bool{}
	for i := range result.Findings {
		known[result.Findings[i].Fingerprint] = true
	}
	gone, come := lacking(before, after), lacking(after, before)
	of := func(o *model.Object) bool { return gone[server(o)] || come[server(o)] }
	for _, f := range impact.Between(before, after, options, of) {
		if !known[f.Fingerprint] {
			result.Findings = append(result.Findings, f)
		}
	}
	result.Organization = after
	result.Diff = compare(before, after)
	result.Finish(options)
	return result
}

// comparison collects what changed, and the places to look up.
type comparison struct {
	*lint.Diff
	gone, come map[string]bool // servers of which one side has nothing
	spots      []lint.Spot
	found      []func(lint.Location) // by spot: what takes its place
}

// want has the place of a spot looked up in the end.
func (c *comparison) want(o *model.Object, property string, found func(lint.Location)) {
	c.spots, c.found = append(c.spots, lint.Spot{Object: o, Property: property}), append(c.found, found)
}

// whole adds an object that one side alone has to a list.
func (c *comparison) whole(list *[]lint.Item, o *model.Object) {
	n := len(*list)
	*list = append(*list, lint.Item{Kind: o.Kind.Name, Identity: o.Identity})
	c.want(o, "", func(l lint.Location) { (*list)[n].Location = l })
}

func compare(before, after *model.Organization) *lint.Diff {
	c := &comparison{Diff: &lint.Diff{}, gone: lacking(before, after), come: lacking(after, before)}
	c.ServersGone, c.ServersCome = sortedKeys(c.gone), sortedKeys(c.come)
	for _, kind := range before.Kinds() {
		c.kind(before, after, kind)
	}
	for _, kind := range after.Kinds() {
		for _, o := range after.Objects(kind) {
			if isExported(o) && before.Find(kind, o.Identity) == nil && !c.come[server(o)] {
				c.whole(&c.Added, o)
			}
		}
	}
	for i, location := range lint.Locate(c.spots) {
		c.found[i](location)
	}
	return c.Diff
}

// isExported reports whether an object is one that exports have, not one that facts are about.
func isExported(o *model.Object) bool {
	return o.Kind.Exported > 0 && o.Kind.Name != "Server" && o.Kind.Name != "Record" && o.Kind.Name != "Organization"
}

func (c *comparison) kind(before, after *model.Organization, kind string) {
	for _, o := range before.Objects(kind) {
		other := after.Find(kind, o.Identity)
		switch {
		case !isExported(o):
		case other != nil:
			c.object(o, other)
		case !c.gone[server(o)]:
			c.whole(&c.Removed, o)
		}
	}
}

// object compares the properties of one object.
func (c *comparison) object(before, after *model.Object) {
	for _, p := range before.Kind.Properties[:before.Kind.Exported] {
		if leftOut[p.Name] {
			continue
		}
		a, known := before.Value(p.Name)
		b, also := after.Value(p.Name)
		item := lint.Item{Kind: before.Kind.Name, Identity: before.Identity}
		switch {
		case known != also:
			c.NotComparable = append(c.NotComparable, lint.NotComparable{Kind: item.Kind, Identity: item.Identity, Property: p.Name, Reason: reason(before, after, p.Name, known)})
		case known && !same(p.Name, before, after, a, b):
			n := len(c.Changed)
			c.Changed = append(c.Changed, lint.Changed{Item: item, Property: p.Name, Before: a, After: b})
			c.want(before, p.Name, func(l lint.Location) { c.Changed[n].BeforeLocation = l })
			c.want(after, p.Name, func(l lint.Location) { c.Changed[n].AfterLocation, c.Changed[n].Location = l, l })
		}
	}
}

func reason(before, after *model.Object, property string, known bool) string {
	if known {
		return "newer exports: " + after.Gap(property).Reason
	}
	return "older exports: " + before.Gap(property).Reason
}

// lacking returns the servers of one organization of which another has nothing.
func lacking(of, in *model.Organization) map[string]bool {
	there := serversOf(in)
	missing := map[string]bool{}
	for name := range serversOf(of) {
		if !there[name] {
			missing[name] = true
		}
	}
	return missing
}

func serversOf(org *model.Organization) map[string]bool {
	names := map[string]bool{}
	for _, kind := range org.Kinds() {
		for _, o := range org.Objects(kind) {
			if name := server(o); name != "" && isExported(o) {
				names[name] = true
			}
		}
	}
	return names
}

func server(o *model.Object) string {
	value, _ := o.Value("Server")
	name, _ := value.(string)
	return name
}

func sortedKeys(set map[string]bool) []string {
	keys := []string{}
	for key := range set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
