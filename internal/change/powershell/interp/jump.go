package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// jump leaves a loop, a function or the script.
func (in *Interp) jump(node *syntax.Jump, out *output) {
	switch node.Kind {
	case "return":
		if node.Operand != nil {
			in.follow(node.Operand, out)
		}
		panic(&signal{kind: returning})
	case "exit":
		panic(&signal{kind: exiting})
	case "throw":
		in.throwStatement(node)
	}
	s := &signal{kind: breaking}
	if node.Kind == "continue" {
		s.kind = continuing
	}
	if node.Operand != nil {
		s.label = strings.ToLower(Text(in.eval(node.Operand)))
	}
	panic(s)
}

func (in *Interp) throwStatement(node *syntax.Jump) {
	f := Failure{Message: "ScriptHalted", Type: "System.Management.Automation.RuntimeException", Place: in.at(node.Span)}
	if node.Operand != nil {
		v := collect(in.statementValue(node.Operand), in.at(node.Span))
		f.Message, f.Object = Text(v), v.Data
		if o, ok := v.Data.(*Object); ok {
			f = rethrown(o, f)
		}
	} else if current, _ := in.scope.find("_"); current != nil {
		if o, ok := current.value.Data.(*Object); ok {
			f = rethrown(o, f)
		}
	}
	panic(&signal{kind: throwing, failure: f, script: true})
}

// rethrown returns the failure that an error record or an exception is of.
func rethrown(o *Object, f Failure) Failure {
	switch {
	case o.Type == errorRecordType:
		exception, _ := o.Props.Get("Exception")
		f.Object, f.Message = o, o.Text
		if e, ok := exception.Data.(*Object); ok {
			f.Type = e.Type
		}
	case strings.HasSuffix(strings.ToLower(o.Type), "exception"):
		f.Type, f.Object = o.Type, nil
		message, _ := o.Props.Get("Message")
		f.Message = Text(message)
	}
	return f
}
