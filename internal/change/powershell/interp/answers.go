package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// getCommand finds commands that are known; of others it isn't known whether they are there.
func getCommand(c *invocation) []Value {
	c.take("Name@1* Module CommandType Verb Noun All! Syntax! ArgumentList TotalCount ListImported!")
	var out []Value
	for _, name := range items(first(c.get("Name"))) {
		resolved := c.in.resolveAlias(Text(name))
		kind := c.in.host.Kind(resolved)
		if c.in.function(resolved) == nil && !known(resolved) && kind == Foreign {
			return []Value{{&Unknown{Reason: "whether the command " + Text(name) + " is there is not known"}, c.from}}
		}
		o := NewObject("System.Management.Automation.CmdletInfo", Text(name))
		o.Props.Set("Name", name)
		out = append(out, Value{o, c.from})
	}
	return out
}

func hostName(c *invocation) []Value {
	return []Value{c.in.environment("computername", c.from)}
}

func readHost(c *invocation) []Value {
	return []Value{{&Unknown{Reason: "an answer that is typed in is not known"}, c.from}}
}

// asksParameter reports whether an assignment is $name = Read-Host, the answer of which
// is given.
func (in *Interp) asksParameter(node *syntax.Assignment) bool {
	name := targetVariable(node.Target)
	if name == "" {
		return false
	}
	if _, ok := in.options.Parameters[name]; !ok {
		return false
	}
	found := false
	syntax.Walk(node.Value, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Command); ok && len(c.Elements) > 0 {
			text, ok := c.Elements[0].(*syntax.Text)
			found = found || ok && strings.EqualFold(text.Value, "Read-Host")
		}
		return !found
	})
	return found
}

func (in *Interp) answer(node *syntax.Assignment) Value {
	return Value{in.options.Parameters[targetVariable(node.Target)], in.at(node.Span)}
}

func targetVariable(node syntax.Node) string {
	switch node := node.(type) {
	case *syntax.Variable:
		return strings.ToLower(node.Name)
	case *syntax.Cast:
		return targetVariable(node.Operand)
	case *syntax.Attributed:
		return targetVariable(node.Operand)
	}
	return ""
}
