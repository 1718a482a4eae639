package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func noOutput(*invocation) []Value { return nil }

func unknownValue(c *invocation) []Value {
	return []Value{{&Unknown{Reason: "the output of " + c.name + " is not interpreted"}, c.from}}
}

// notRun is a command whose script block runs elsewhere.
func notRun(c *invocation) []Value {
	for _, arg := range c.args {
		if arg.Value == nil {
			continue
		}
		if b, ok := arg.Value.Data.(*Block); ok && c.in.touches(b.Body) {
			c.in.notFollow(c.node.Span, "what runs in a job is not followed")
		}
	}
	return unknownValue(c)
}

func writeOutput(c *invocation) []Value {
	c.take("InputObject@1* NoEnumerate!")
	if c.piped {
		return c.input
	}
	v, _ := c.get("InputObject")
	if l, ok := v.Data.(*List); ok && c.is("NoEnumerate") {
		return []Value{{l, c.from}}
	}
	return items(v)
}

// outString is Out-String for texts and numbers; tables of objects are not laid out.
func outString(c *invocation) []Value {
	c.take("InputObject Stream! Width NoNewline!")
	var b strings.Builder
	for _, v := range c.values() {
		if u := hasUnknown(v); u != nil {
			return []Value{{u, c.from}}
		}
		if _, isText := v.Data.(string); !isText && !isNumber(v.Data) {
			return unknownValue(c)
		}
		b.WriteString(Text(v))
		if !c.is("NoNewline") {
			b.WriteString("\r\n")
		}
	}
	if c.is("Stream") {
		return c.values()
	}
	return []Value{{b.String(), c.from}}
}

func teeObject(c *invocation) []Value {
	c.take("FilePath@1 Variable InputObject Append! LiteralPath")
	if name, ok := c.get("Variable"); ok {
		c.in.setVariable(Text(name), collect(c.values(), c.from))
	}
	return c.values()
}

// writeError notes an error; with -ErrorAction Stop it ends the script.
func writeError(c *invocation) []Value {
	c.take("Message@1 Exception ErrorRecord Category ErrorId TargetObject RecommendedAction CategoryActivity CategoryReason CategoryTargetName CategoryTargetType")
	f := Failure{Message: c.text("Message"), Type: "Microsoft.PowerShell.Commands.WriteErrorException", Place: c.from}
	if v, ok := c.get("ErrorRecord"); ok {
		f.Object = v.Data
	}
	stop := c.in.errorAction() == "stop"
	if action, ok := c.get("ErrorAction"); ok {
		stop = strings.EqualFold(Text(action), "Stop")
	}
	if stop {
		panic(&signal{kind: throwing, failure: f, script: true})
	}
	f.Type = hostError // it is the script's own word, no fault of it
	c.in.addError(f)
	c.in.global.vars["?"].value = Value{Data: false}
	return nil
}

func getVariableCommand(c *invocation) []Value {
	c.take("Name@1 ValueOnly! Scope Include Exclude")
	name := strings.ToLower(c.text("Name"))
	if name == "" || strings.ContainsAny(name, "*?[") {
		return unknownValue(c)
	}
	v, _ := c.in.scope.find(name)
	if v == nil {
		return nil
	}
	if c.is("ValueOnly") {
		return items(v.value)
	}
	o := NewObject("System.Management.Automation.PSVariable", "System.Management.Automation.PSVariable")
	o.Props.Set("Name", Value{name, c.from})
	o.Props.Set("Value", v.value)
	return []Value{{o, c.from}}
}

func setVariableCommand(c *invocation) []Value {
	c.take("Name@1 Value@2 Scope Option Description Visibility Force! PassThru! Include Exclude")
	v, given := c.get("Value")
	if !given && c.piped {
		v = collect(c.input, c.from)
	}
	s := c.in.scope
	switch scope := strings.ToLower(c.text("Scope")); scope {
	case "", "local", "0":
	case "1":
		if s.parent != nil {
			s = s.parent
		}
	case "script", "global":
		s = c.in.namedScope(scope)
	default:
		c.in.notFollow(c.node.Span, "the scope "+scope+" is not interpreted")
	}
	for _, name := range items(first(c.get("Name"))) {
		c.in.setIn(s, strings.ToLower(Text(name)), v)
	}
	if c.is("PassThru") {
		return unknownValue(c)
	}
	return nil
}

func first(v Value, _ bool) Value { return v }

func removeVariable(c *invocation) []Value {
	c.take("Name@1 Scope Force! Include Exclude PassThru!")
	for _, name := range items(first(c.get("Name"))) {
		key := strings.ToLower(Text(name))
		c.in.remember(c.in.scope, key)
		if c.name == "clear-variable" {
			c.in.setVariable(key, Value{nil, c.from})
		} else {
			delete(c.in.scope.vars, key)
		}
	}
	return nil
}

// testPath answers for variables and functions; what is on a drive is unknown.
func testPath(c *invocation) []Value {
	c.take("Path@1 LiteralPath PathType IsValid! Filter Include Exclude Credential OlderThan NewerThan")
	path := c.text("Path") + c.text("LiteralPath")
	drive, name, ok := strings.Cut(strings.ToLower(path), ":")
	name = strings.Trim(name, `\/`)
	switch {
	case ok && drive == "variable":
		v, _ := c.in.scope.find(name)
		return []Value{{v != nil, c.from}}
	case ok && drive == "function":
		return []Value{{c.in.function(name) != nil, c.from}}
	}
	return []Value{{&Unknown{Reason: "whether " + path + " exists is not known"}, c.from}}
}

func setAlias(c *invocation) []Value {
	c.take("Name@1 Value@2 Scope Option Description Force! PassThru!")
	c.in.scope.aliases[strings.ToLower(c.text("Name"))] = c.text("Value")
	return nil
}

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
