package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// try follows a try statement.
func (in *Interp) try(node *syntax.Try, out *output) {
	if node.Finally != nil {
		defer func() {
			s := recovered(recover())
			if s != nil && s.kind == exiting {
				panic(s)
			}
			in.block(node.Finally.Statements, out)
			if s != nil {
				panic(s)
			}
		}()
	}
	s := in.catching(func() {
		in.tries += min(len(node.Catches), 1)
		in.block(node.Body.Statements, out)
		in.tries -= min(len(node.Catches), 1)
	}, throwing)
	if s == nil {
		return
	}
	for _, c := range node.Catches {
		if catches(c.Types, s.failure) {
			in.report(s.failure, true)
			in.handle(c.Body, s.failure, out)
			return
		}
	}
	panic(s)
}

// catches reports whether one of the types takes the failure; none takes all.
func catches(types []*syntax.Type, f Failure) bool {
	if len(types) == 0 {
		return true
	}
	for _, t := range types {
		if isException(f.Type, t.Name) {
			return true
		}
	}
	return false
}

// isException reports whether an exception is of a type or one that derives from it, as
// far as that is known.
func isException(own, want string) bool {
	own, want = strings.ToLower(own), strings.ToLower(want)
	if !strings.HasPrefix(want, "system.") && !strings.HasPrefix(want, "microsoft.") {
		want = "system." + want
	}
	for ; own != ""; own = baseExceptions[own] {
		if own == want {
			return true
		}
	}
	return want == "system.exception" || want == "system.systemexception"
}

var baseExceptions = map[string]string{
	"system.management.automation.psinvalidcastexception":                  "system.invalidcastexception",
	"system.management.automation.commandnotfoundexception":                "system.management.automation.runtimeexception",
	"system.management.automation.parameterbindingexception":               "system.management.automation.runtimeexception",
	"system.management.automation.argumenttransformationmetadataexception": "system.management.automation.metadataexception",
	"system.management.automation.metadataexception":                       "system.management.automation.runtimeexception",
	"system.management.automation.psinvalidoperationexception":             "system.invalidoperationexception",
	"system.argumentoutofrangeexception":                                   "system.argumentexception",
	"system.argumentnullexception":                                         "system.argumentexception",
	"system.dividebyzeroexception":                                         "system.arithmeticexception",
	"system.management.automation.methodinvocationexception":               "system.management.automation.runtimeexception",
	"system.management.automation.parameterbindingvalidationexception":     "system.management.automation.parameterbindingexception",
	"system.management.automation.wildcardpatternexception":                "system.management.automation.runtimeexception",
}

// handle follows the body of catch or trap with the error as $_.
func (in *Interp) handle(b *syntax.StatementBlock, f Failure, out *output) {
	outer, had := in.scope.vars["_"]
	in.scope.vars["_"] = &variable{value: errorRecord(f)}
	defer func() {
		if had {
			in.scope.vars["_"] = outer
		} else {
			delete(in.scope.vars, "_")
		}
	}()
	in.block(b.Statements, out)
}

// trapsOf returns the traps of a list of statements, of which all statements are guarded.
func trapsOf(list []syntax.Node) []*syntax.Trap {
	var traps []*syntax.Trap
	for _, node := range list {
		if t, ok := node.(*syntax.Trap); ok {
			traps = append(traps, t)
		}
	}
	return traps
}

// trapped lets a trap handle an error, and reports whether the next statement follows.
func (in *Interp) trapped(traps []*syntax.Trap, s *signal, out *output) bool {
	for _, t := range traps {
		if t.Type != nil && !isException(s.failure.Type, t.Type.Name) {
			continue
		}
		end := in.catching(func() {
			in.scope = newScope(in.scope)
			in.handle(t.Body, s.failure, out)
			in.scope = in.scope.parent
		}, breaking, continuing)
		if end == nil {
			in.report(s.failure, false) // handled, and shown all the same
			return true
		}
		if end.kind == breaking {
			s.script = true
			return false
		}
		in.report(s.failure, true)
		return true
	}
	return false
}
