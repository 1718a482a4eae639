package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// define defines a function.
func (in *Interp) define(node *syntax.Function) {
	f := &function{name: node.Name, params: node.Params, body: node.Body, filter: node.Filter, source: in.source, places: in.places}
	if f.params == nil {
		f.params = node.Body.Params
	}
	in.scope.functions[strings.ToLower(node.Name)] = f
}

// callFunction calls a function with arguments and input from the pipeline.
func (in *Interp) callFunction(f *function, args []Argument, input []Value, piped bool, at syntax.Span, out *output) {
	in.within(f.source, f.places, out, func() {
		in.calls = append(in.calls, &call{f.name})
		in.bindFunction(f, args, input, piped, at)
		if f.filter && len(f.body.Blocks) == 1 && f.body.Blocks[0].Name == "" {
			in.processEach(f.body.Blocks[0], input, out)
			return
		}
		in.blockBody(f.body, input, out)
	})
}

// within follows a body in a scope of its own. Return ends it.
func (in *Interp) within(source string, places *syntax.Span, out *output, f func()) {
	defer in.polling(nil)()
	outerSource, outerPlaces, outerGone := in.source, in.places, in.gone
	in.gone = nil
	before := len(out.values)
	in.depth++
	if in.depth > maxDepth {
		in.giveUp("its calls are nested more than 100 deep")
	}
	if in.called++; in.called > maxCalls {
		in.giveUp("it calls functions more than 20,000 times")
	}
	outer, calls, loops := in.scope, in.calls, in.loops
	in.scope = newScope(outer)
	if in.maybe > 0 {
		in.scope.doubt = map[string]*variable{}
	}
	in.source, in.places = source, places
	defer func() {
		in.scope, in.calls, in.loops = outer, calls, loops
		in.source, in.places, in.gone = outerSource, outerPlaces, outerGone
		in.depth--
	}()
	in.catching(f, returning)
	if in.gone != nil {
		out.values = out.values[:before]
		out.add(Value{in.gone, in.at(in.place)})
	}
}

// callBlock calls a script block as & does.
func (in *Interp) callBlock(b *Block, values []Value, input []Value) []Value {
	args := make([]Argument, len(values))
	for i := range values {
		args[i] = Argument{Value: &values[i]}
	}
	var out output
	in.callBlockWith(b, args, input, input != nil, &out)
	return out.values
}

func (in *Interp) callBlockWith(b *Block, args []Argument, input []Value, piped bool, out *output) {
	f := &function{body: b.Body, params: b.Body.Params, source: b.script, places: b.places}
	in.within(f.source, f.places, out, func() {
		for name, v := range b.vars {
			in.scope.vars[name] = v
		}
		in.bindFunction(f, args, input, piped, in.place)
		in.blockBody(b.Body, input, out)
	})
}

// callWith runs a script block with $_ in a scope of its own, as Where-Object and others do
// in the scope around them: what it assigns stays.
func (in *Interp) callWith(b *Block, item Value, args ...Value) []Value {
	var out output
	in.callInto(b, item, &out, args...)
	return out.values
}

// callInto is callWith with the output handed on.
func (in *Interp) callInto(b *Block, item Value, out *output, args ...Value) {
	outer, had := in.scope.vars["_"]
	in.scope.vars["_"] = &variable{value: item}
	source, places := in.source, in.places
	in.source, in.places = b.script, b.places
	for name, v := range b.vars {
		if _, ok := in.scope.vars[name]; !ok {
			in.scope.vars[name] = v
		}
	}
	if len(args) > 0 {
		in.scope.vars["args"] = &variable{value: Value{Data: NewList(args...)}}
	}
	defer func() {
		in.source, in.places = source, places
		if had {
			in.scope.vars["_"] = outer
		} else {
			delete(in.scope.vars, "_")
		}
	}()
	in.catching(func() {
		for _, block := range b.Body.Blocks {
			in.block(block.Statements, out)
		}
	}, returning)
}

// blockBody follows the blocks of a body. Process runs for each input, or once without.
func (in *Interp) blockBody(body *syntax.ScriptBlock, input []Value, out *output) {
	if input != nil {
		in.setVariable("input", Value{Data: NewList(input...)})
	}
	for _, name := range []string{"begin", "process", "", "end", "clean"} {
		for _, block := range body.Blocks {
			if block.Name != name {
				continue
			}
			if name == "process" && input != nil {
				in.processEach(block, input, out)
			} else {
				in.block(block.Statements, out)
			}
		}
	}
}

// processEach follows process for each input. A return ends one turn.
func (in *Interp) processEach(block *syntax.NamedBlock, input []Value, out *output) {
	for _, item := range input {
		in.turn()
		in.scope.vars["_"] = &variable{value: item}
		if p, ok := in.scope.vars["#pipeline"]; ok {
			in.setFromPipeline(p, item)
		}
		in.catching(func() { in.block(block.Statements, out) }, returning)
	}
}

// setFromPipeline sets the parameters that take the pipeline's values.
func (in *Interp) setFromPipeline(p *variable, item Value) {
	for _, name := range items(p.value) {
		text := Text(name)
		if property, ok := strings.CutPrefix(text, "."); ok {
			if v, ok := in.ownProperty(item, property); ok {
				in.setVariable(property, v)
			}
			continue
		}
		in.setVariable(text, item)
	}
}
