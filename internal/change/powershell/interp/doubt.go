package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// inDoubt follows bodies of which each may or may not run: commands reach the host marked
// Maybe, and the variables that are assigned are unknown afterwards.
func (in *Interp) inDoubt(reason string, bodies ...func()) {
	outer := map[*scope]map[string]*variable{}
	for s := in.scope; s != nil; s = s.parent {
		outer[s], s.doubt = s.doubt, map[string]*variable{}
	}
	in.maybe++
	assigned := map[*scope]map[string]bool{}
	for _, body := range bodies {
		in.catching(body, breaking, continuing, returning, throwing, exiting)
		in.takeBack(assigned)
	}
	in.maybe--
	in.afterDoubt(outer, assigned, reason)
}

// takeBack undoes the assignments of one body, so that the next starts as the first did.
func (in *Interp) takeBack(assigned map[*scope]map[string]bool) {
	for s := in.scope; s != nil; s = s.parent {
		for name, old := range s.doubt {
			if assigned[s] == nil {
				assigned[s] = map[string]bool{}
			}
			assigned[s][name] = true
			if old == nil {
				delete(s.vars, name)
			} else {
				s.vars[name] = old
			}
		}
		s.doubt = map[string]*variable{}
	}
}

func (in *Interp) afterDoubt(outer map[*scope]map[string]*variable, assigned map[*scope]map[string]bool, reason string) {
	for s := in.scope; s != nil; s = s.parent {
		s.doubt = outer[s]
	}
	for s, names := range assigned {
		for name := range names {
			in.remember(s, name)
			old := variable{}
			if v, ok := s.vars[name]; ok {
				old = *v
			}
			s.vars[name] = &variable{Value{&Unknown{Reason: "$" + name + " was set where " + reason}, old.value.From}, old.typ}
		}
	}
}

// touches reports whether nodes may change what the host is about: they hold a command
// that does, or one that is not known.
func (in *Interp) touches(nodes ...syntax.Node) bool {
	seen := map[*function]bool{}
	for _, node := range nodes {
		if node != nil && in.touchesNode(node, seen) {
			return true
		}
	}
	return false
}

// mentions reports whether a text holds the name of a command that changes something. It
// stands in for touches where the tree isn't known.
func (in *Interp) mentions(text string) bool {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !(r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }) {
		if i := strings.IndexByte(word, '-'); i > 0 && i < len(word)-1 && in.host.Kind(word) == Changing {
			return true
		}
	}
	return false
}

func (in *Interp) touchesNode(node syntax.Node, seen map[*function]bool) bool {
	found := false
	syntax.Walk(node, func(n syntax.Node) bool {
		if found {
			return false
		}
		if _, ok := n.(*syntax.Function); ok {
			return false
		}
		if command, ok := n.(*syntax.Command); ok && len(command.Elements) > 0 {
			found = in.touchesCommand(command, seen)
		}
		return !found
	})
	return found
}

func (in *Interp) touchesCommand(command *syntax.Command, seen map[*function]bool) bool {
	switch name := command.Elements[0].(type) {
	case *syntax.Text:
		resolved := in.resolveAlias(name.Value)
		if f := in.function(resolved); f != nil {
			if seen[f] {
				return false
			}
			seen[f] = true
			return in.touchesNode(f.body, seen)
		}
		if resolved == "invoke-expression" {
			return true
		}
		if known(resolved) {
			return false
		}
		kind := in.host.Kind(resolved)
		return kind == Changing || kind == Foreign
	case *syntax.Block:
		return false // its commands are looked at themselves
	}
	return true
}

// onlyEnds reports whether a block does nothing that lasts but to end what it is in.
func (in *Interp) onlyEnds(b *syntax.StatementBlock) bool {
	if b == nil || len(b.Statements) == 0 || in.touches(b) {
		return false
	}
	if last, ok := b.Statements[len(b.Statements)-1].(*syntax.Jump); ok && last.Kind == "return" && last.Operand != nil && in.depth > 0 {
		return false // it is the value of a function
	}
	return endsAlways(b.Statements)
}

// mayReturn follows a body in doubt. If it returns, what the function gives is unknown.
func (in *Interp) mayReturn(u *Unknown, body func()) {
	if in.catching(body, returning) != nil {
		in.gone = u
	}
}

// polled are the conditions that were unknown in a loop such as while ($true). One that
// leaves the loop is taken as met when it is come to again, as the loop ends some time.
type polled map[*syntax.Clause]int

func (p polled) again(clause *syntax.Clause) bool {
	if p == nil {
		return false
	}
	if last, ok := clause.Body.Statements[len(clause.Body.Statements)-1].(*syntax.Jump); !ok || last.Kind == "continue" {
		return false
	}
	p[clause]++
	return p[clause] > 1
}

func (p polled) met(clause *syntax.Clause) bool { return p[clause] > 1 }

func endsAlways(statements []syntax.Node) bool {
	switch last := statements[len(statements)-1].(type) {
	case *syntax.Jump:
		return true
	case *syntax.If:
		if last.Else == nil || len(last.Else.Statements) == 0 || !endsAlways(last.Else.Statements) {
			return false
		}
		for _, clause := range last.Clauses {
			if len(clause.Body.Statements) == 0 || !endsAlways(clause.Body.Statements) {
				return false
			}
		}
		return true
	case *syntax.Pipeline:
		return stops(last)
	}
	return false
}

// stops reports whether a pipeline is a command that ends the script, as Write-Error does
// with -ErrorAction Stop.
func stops(p *syntax.Pipeline) bool {
	command, ok := p.Elements[0].(*syntax.Command)
	if !ok || len(command.Elements) == 0 {
		return false
	}
	stop := false
	for i, e := range command.Elements {
		if param, ok := e.(*syntax.CommandParameter); ok && i+1 < len(command.Elements) && isErrorAction(param.Name) {
			value, ok := command.Elements[i+1].(*syntax.Text)
			stop = ok && sameText(value.Value, "Stop", false)
		}
	}
	name, ok := command.Elements[0].(*syntax.Text)
	return ok && stop && sameText(name.Value, "Write-Error", false)
}
