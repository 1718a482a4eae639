package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/schema"
)

// domain is what a schema says of a value: its JSON types and, of a text, all that it
// can be. The zero value says nothing.
type domain struct {
	types  []string // string, number, boolean, array, object
	values []string // nil for any text
	name   string   // for messages: input.TransportRole
}

// comparer finds comparisons that always come out the same, which Rego's own type
// checker lets pass: it ignores the values of an enum, and its order has every number
// before every text.
type comparer struct {
	properties map[string]any // by name: the schemas of the rule's kinds
	errs       diag.List
}

// shapes are the schemas of the properties of every kind.
var shapes = sync.OnceValue(func() map[string]map[string]any {
	all := map[string]map[string]any{}
	for _, kind := range schema.Names() {
		document, err := schema.Inlined(kind)
		if err != nil {
			panic(err) // the schemas are part of the program
		}
		all[kind] = document["properties"].(map[string]any)
	}
	return all
})

func newComparer(kinds []string) *comparer {
	c := &comparer{properties: map[string]any{}}
	for _, kind := range kinds {
		for name, shape := range shapes()[kind] {
			if other, shared := c.properties[name]; shared {
				shape = map[string]any{"anyOf": []any{other, shape}}
			}
			c.properties[name] = shape
		}
	}
	return c
}

// compare looks at the comparisons of a rule in which the object goes by some names.
func (c *comparer) compare(s scope, rule *ast.Rule) {
	locals := map[ast.Var]domain{}
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		if expr.IsEquality() && !expr.Negated {
			c.bind(s, locals, expr.Operand(0), expr.Operand(1))
			c.bind(s, locals, expr.Operand(1), expr.Operand(0))
		}
		return false
	})
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		if expr.IsCall() && len(expr.Operands()) >= 2 {
			c.expr(expr, c.of(s, locals, expr.Operand(0)), c.of(s, locals, expr.Operand(1)))
		}
		return false
	})
}

// bind notes what a local variable stands for. One that is bound twice stands for
// whatever it was first bound to, which is what the second must equal.
func (c *comparer) bind(s scope, locals map[ast.Var]domain, name, term *ast.Term) {
	local, ok := name.Value.(ast.Var)
	if _, ref := term.Value.(ast.Ref); !ok || !ref || s.has(local) {
		return
	}
	if d := c.of(s, locals, term); d.types != nil && locals[local].types == nil {
		locals[local] = d
	}
}

// expr judges a comparison of two values.
func (c *comparer) expr(expr *ast.Expr, a, b domain) {
	refuse := func(format string, args ...any) {
		c.errs = append(c.errs, at(expr.Location, format, args...))
	}
	switch operator := expr.Operator().String(); operator {
	case "lt", "lte", "gt", "gte", "neq":
		if a.types != nil && b.types != nil && disjoint(a.types, b.types) {
			refuse("%s is never of one type with %s, so this comparison always comes out the same", a.name, b.name)
		}
	case "internal.member_2":
		b.name, b.types = strings.TrimPrefix(b.name, "one of "), []string{"string"}
	case "eq", "equal":
	default:
		return
	}
	for _, pair := range [][2]domain{{a, b}, {b, a}} {
		enum, constant := pair[0], pair[1]
		if len(enum.values) == 0 || constant.name == enum.name || !strings.HasPrefix(constant.name, `"`) {
			continue
		}
		for _, value := range constant.values {
			if !slices.Contains(enum.values, value) && slices.Contains(enum.types, "string") {
				refuse("%s is never %q; %s", enum.name, value, suggestion(value, enum.values))
			}
		}
	}
}

func disjoint(a, b []string) bool {
	return !slices.ContainsFunc(a, func(t string) bool { return slices.Contains(b, t) })
}

// of returns what is known of a term: a constant, a path into the object, or a local
// variable for one.
func (c *comparer) of(s scope, locals map[ast.Var]domain, term *ast.Term) domain {
	switch value := term.Value.(type) {
	case ast.String:
		return domain{[]string{"string"}, []string{string(value)}, fmt.Sprintf("%q", string(value))}
	case ast.Number:
		return domain{types: []string{"number"}, name: value.String()}
	case ast.Boolean:
		return domain{types: []string{"boolean"}, name: value.String()}
	case *ast.Array, ast.Set:
		return constants(term)
	case ast.Var:
		return locals[value]
	case ast.Ref:
		return c.path(s, value)
	}
	return domain{}
}

// constants is a list or set of texts that stand in the policy.
func constants(term *ast.Term) domain {
	d := domain{types: []string{"array"}}
	complete := true
	each := func(item *ast.Term) {
		text, ok := item.Value.(ast.String)
		complete = complete && ok
		d.values = append(d.values, string(text))
	}
	switch list := term.Value.(type) {
	case *ast.Array:
		list.Foreach(each)
	case ast.Set:
		list.Foreach(each)
	}
	if !complete || len(d.values) == 0 {
		return domain{}
	}
	d.name = fmt.Sprintf("%q", d.values[0])
	return d
}

// path is what the schemas say of a path into the object.
func (c *comparer) path(s scope, ref ast.Ref) domain {
	head, ok := ref[0].Value.(ast.Var)
	if !ok || !s.has(head) || len(ref) < 2 {
		return domain{}
	}
	property, ok := ref[1].Value.(ast.String)
	if !ok {
		return domain{}
	}
	shape := c.properties[string(property)]
	for _, step := range ref[2:] {
		shape = inside(shape, step)
	}
	d := domainOf(shape)
	if d.types != nil {
		d.name = "input" + strings.TrimPrefix(ref.String(), ref[0].String())
	}
	return d
}

// inside returns the schema of what stands in an object or array.
func inside(shape any, step *ast.Term) any {
	object, _ := shape.(map[string]any)
	if items, ok := object["items"]; ok {
		return items
	}
	name, ok := step.Value.(ast.String)
	properties, _ := object["properties"].(map[string]any)
	if !ok || properties == nil {
		return nil
	}
	return properties[string(name)]
}

func domainOf(shape any) domain {
	object, _ := shape.(map[string]any)
	if alternatives, ok := object["anyOf"].([]any); ok {
		return union(alternatives)
	}
	name, _ := object["type"].(string)
	switch name {
	case "":
		return domain{}
	case "integer":
		name = "number"
	case "array": // as a collection: what can be in it
		items := domainOf(object["items"])
		return domain{types: []string{"array"}, values: items.values}
	}
	d := domain{types: []string{name}}
	values, _ := object["enum"].([]any)
	for _, value := range values {
		text, _ := value.(string)
		d.values = append(d.values, text)
	}
	return d
}

func union(alternatives []any) (all domain) {
	open := false
	for _, alternative := range alternatives {
		d := domainOf(alternative)
		if d.types == nil {
			return domain{}
		}
		all.types = append(all.types, d.types...)
		all.values = append(all.values, d.values...)
		open = open || d.values == nil && slices.Contains(d.types, "string")
	}
	if open {
		all.values = nil
	}
	return all
}
