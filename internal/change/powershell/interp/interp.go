package interp

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// Bounds on what is followed.
const (
	maxTurns  = 10_000
	maxDepth  = 100
	maxMemory = 64 << 20
	maxCalls  = 20_000
	maxSteps  = 2_000_000
	maxNotes  = 1000
	maxErrors = 256 // in $Error, as $MaximumErrorCount
)

// Interp follows one script.
type Interp struct {
	host     Host
	options  Options
	source   string
	places   *syntax.Span // what stands for places, in a text that is invoked
	scope    *scope
	global   *scope
	script   *scope
	patterns map[string]*Regex
	builtins map[string]func(*invocation) []Value
	result   *Result

	turns, called, depth, memory, steps int

	tries int // enclosing try statements and traps
	maybe int // enclosing unknown conditions
	calls []*call
	place syntax.Span // of the statement
	loops int         // enclosing loops
	polls polled      // of the innermost loop that has a condition
	gone  *Unknown    // set where a function may have returned already
	quiet bool        // errors of the statement are silent
	stop  bool        // the error action of the statement is Stop
}

// call is a function that is being followed.
type call struct{ name string }

// Run follows a parsed script.
func Run(script *syntax.Script, host Host, options Options) *Result {
	in := &Interp{host: host, options: options, source: script.Source, patterns: map[string]*Regex{}, builtins: builtins(), result: &Result{}}
	in.global = newScope(nil)
	in.script = newScope(in.global)
	in.scope = in.script
	in.setDefaults()
	in.noteNewer(script)
	in.top(script.Body)
	return in.result
}

// top follows the script's body up to its end, whatever ends it.
func (in *Interp) top(body *syntax.ScriptBlock) {
	defer func() {
		if s := recovered(recover()); s != nil && s.kind == throwing {
			in.report(s.failure, false)
		}
	}()
	in.bindScript(body)
	in.blockBody(body, nil, &output{sink: func(v Value) { in.result.Output = append(in.result.Output, v) }})
}

func (in *Interp) noteNewer(script *syntax.Script) {
	for _, n := range script.Newer {
		in.assume(n.Span, n.Feature+" is followed", "Windows PowerShell 5.1 refuses the script: only PowerShell 7 has it")
	}
}

func (in *Interp) setDefaults() {
	for name, data := range map[string]any{
		"true": true, "false": false, "null": nil, "erroractionpreference": "Continue", "warningpreference": "Continue",
		"verbosepreference": "SilentlyContinue", "debugpreference": "SilentlyContinue", "confirmpreference": "High",
		"whatifpreference": false, "progresspreference": "Continue", "informationpreference": "SilentlyContinue", "?": true,
	} {
		in.global.vars[name] = &variable{value: Value{Data: data}}
	}
	in.global.vars["error"] = &variable{value: Value{Data: &List{Type: "System.Collections.ArrayList"}}}
	for _, name := range []string{"psversiontable", "host", "profile", "home", "pwd", "executioncontext", "pid", "lastexitcode", "psculture", "psuiculture"} {
		in.global.vars[name] = &variable{value: Value{Data: &Unknown{Reason: "$" + name + " depends on the computer"}}}
	}
	for _, name := range []string{"myinvocation", "psscriptroot", "pscommandpath"} {
		in.global.vars[name] = &variable{value: Value{Data: &Unknown{Reason: "$" + name + " depends on where the script is"}}}
	}
}

// at returns the span that stands for a place: its own, or in a text that is invoked that
// of the invocation.
func (in *Interp) at(span syntax.Span) syntax.Span {
	if in.places != nil {
		return *in.places
	}
	return span
}

func (in *Interp) text(span syntax.Span) string {
	text := strings.Join(strings.Fields(in.source[span.Start:span.End]), " ")
	if len(text) > 120 {
		text = strings.ToValidUTF8(text[:117], "") + "..."
	}
	return text
}

// notFollow lists a place that could not be followed. In doubt the condition is listed
// already.
func (in *Interp) notFollow(span syntax.Span, reason string) {
	if in.maybe > 0 || len(in.result.NotFollowed) >= maxNotes {
		return
	}
	note := Note{in.at(span), in.text(span), reason}
	for _, n := range in.result.NotFollowed {
		if n.Place == note.Place {
			return
		}
	}
	in.result.NotFollowed = append(in.result.NotFollowed, note)
}

func (in *Interp) assume(span syntax.Span, text, reason string) {
	note := Note{in.at(span), text, reason}
	for _, n := range in.result.Assumed {
		if n.Place == note.Place && n.Text == note.Text {
			return
		}
	}
	if len(in.result.Assumed) < maxNotes {
		in.result.Assumed = append(in.result.Assumed, note)
	}
}

// spend counts bytes of values.
func (in *Interp) spend(bytes int) {
	in.memory += bytes
	if in.memory > maxMemory {
		in.giveUp("its values take more than 64 MiB")
	}
}

// turn counts a turn of a loop.
func (in *Interp) turn() {
	in.turns++
	if in.turns > maxTurns {
		in.giveUp(fmt.Sprintf("its loops take more than %d turns", maxTurns))
	}
}

// step counts a statement.
func (in *Interp) step() {
	in.steps++
	if in.steps > maxSteps {
		in.giveUp("it takes too many steps")
	}
}

// work counts the size of operands: a large list or text is worth several steps.
func (in *Interp) work(values ...Value) {
	for _, v := range values {
		switch d := v.Data.(type) {
		case *List:
			in.steps += len(d.Items) / 4
		case string:
			in.steps += len(d) / 256
		case *Table:
			in.steps += d.Len() / 4
		}
	}
	in.step()
}

// giveUp ends the script: what follows is not followed.
func (in *Interp) giveUp(reason string) {
	in.maybe = 0
	in.notFollow(in.place, reason+"; the rest of the script is not followed")
	panic(&signal{kind: exiting})
}
