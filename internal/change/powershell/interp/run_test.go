package interp

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// mail is a host with a few commands about connectors, which notes what it is asked to do.
type mail struct {
	log    strings.Builder
	source string
}

func (m *mail) Kind(name string) Kind {
	switch verb, noun, _ := strings.Cut(strings.ToLower(name), "-"); {
	case noun != "connector":
		return Foreign
	case verb == "get":
		return Reading
	}
	return Changing
}

func (m *mail) Call(c *Call) Outcome {
	if m.Kind(c.Name) == Foreign {
		return Outcome{NotFollowed: "the command " + c.Name + " is not known"}
	}
	if strings.EqualFold(c.Name, "Get-Connector") {
		return Outcome{Values: connectors()}
	}
	line, _ := syntax.LineColumn(m.source, c.Place.Start)
	fmt.Fprintf(&m.log, "%d: %s", line, c.Name)
	if c.Maybe {
		m.log.WriteString(" (maybe)")
	}
	for _, arg := range c.Arguments {
		m.argument(c, arg)
	}
	if c.Piped {
		fmt.Fprintf(&m.log, " <- %s", showAll(c.Input))
	}
	m.log.WriteString("\n")
	for _, arg := range c.Arguments {
		if arg.Value != nil && Text(*arg.Value) == "refused" {
			return Outcome{Refusal: &Failure{Message: "refused", Place: c.Place}}
		}
		if arg.Value != nil && Text(*arg.Value) == "failing" {
			return Outcome{Errors: []Failure{{Message: "failed", Place: c.Place}}}
		}
	}
	return Outcome{}
}

func (m *mail) argument(c *Call, arg Argument) {
	if arg.Name != "" {
		fmt.Fprintf(&m.log, " -%s", arg.Name)
	}
	if arg.Value == nil {
		return
	}
	v := *arg.Value
	if block, ok := v.Data.(*Block); ok && len(c.Input) > 0 {
		v = c.Evaluate(block, c.Input[0])
	}
	fmt.Fprintf(&m.log, " %s", show(v))
	if from := m.source[v.From.Start:v.From.End]; from != "" && !strings.Contains(from, "\n") {
		fmt.Fprintf(&m.log, " [%s]", from)
	}
}

func connectors() []Value {
	var list []Value
	for _, name := range []string{"Default EX01", "Relay EX01", "Relay EX02"} {
		o := NewObject("Connector", `EX01\`+name)
		o.Props.Set("Name", Value{Data: name})
		o.Props.Set("Server", Value{Data: name[len(name)-4:]})
		o.Props.Set("Ranges", Value{Data: NewList(Value{Data: "10.0.0.1"}, Value{Data: "10.0.0.2"})})
		o.Props.Set("Secret", Value{Data: &Unknown{Reason: "Secret is not exported"}})
		list = append(list, Value{Data: o})
	}
	return list
}

func show(v Value) string {
	switch d := v.Data.(type) {
	case nil:
		return "$null"
	case *List:
		return "(" + showAll(d.Items) + ")"
	case *Table:
		var parts []string
		for _, k := range d.Keys() {
			value, _ := d.Get(Text(k))
			parts = append(parts, Text(k)+"="+show(value))
		}
		return "@{" + strings.Join(parts, "; ") + "}"
	case *Unknown:
		return "?(" + d.Reason + ")"
	case *Block:
		return "{...}"
	}
	return "'" + Text(v) + "'"
}

func showAll(values []Value) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = show(v)
	}
	return strings.Join(parts, ", ")
}

// transcript is what comes of a script, as text.
func transcript(source string) string {
	script := syntax.Parse(source)
	if len(script.Errors) > 0 {
		return "doesn't parse: " + script.Errors[0].Message + "\n"
	}
	host := &mail{source: source}
	result := Run(script, host, Options{
		Server: "EX01", Parameters: map[string]string{"given": "G", "flag": "true"}, Arguments: map[int]string{0: "first"},
		Now: Date{time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)},
	})
	var b strings.Builder
	b.WriteString(host.log.String())
	for _, v := range result.Output {
		fmt.Fprintf(&b, "out %s\n", show(v))
	}
	line := func(span syntax.Span) int {
		n, _ := syntax.LineColumn(source, span.Start)
		return n
	}
	for _, n := range result.NotFollowed {
		fmt.Fprintf(&b, "not followed %d: %s: %s\n", line(n.Place), n.Text, n.Reason)
	}
	for _, n := range result.Assumed {
		fmt.Fprintf(&b, "assumed %d: %s: %s\n", line(n.Place), n.Text, n.Reason)
	}
	for _, e := range result.Errors {
		fmt.Fprintf(&b, "error %d: %s", line(e.Place), e.Message)
		if e.Caught {
			b.WriteString(" (caught)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTranscriptsAreThoseOfTheGoldenFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.ps1")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, golden := transcript(string(source)), strings.TrimSuffix(file, ".ps1")+".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func TestWhatNeverEndsIsGivenUp(t *testing.T) {
	for _, source := range []string{
		"while ($true) { $i++ }", "for (;;) { }", "function f { f }; f", "$a = 'x' * 1000; while ($true) { $a += $a }",
		"function f($n) { if ($n -gt 0) { f ($n - 1); f ($n - 1) } }; f 60", "1..1000000 | ForEach-Object { 1..1000 | ForEach-Object { $_ } }",
		"$n = 1, 1; foreach ($i in 1..60) { $n = $n, $n }; \"$n\".Length", "$l = @(1); while ($true) { $l += $l }", "'a' * 1e9", "1..2147483647", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' -match '^(a+)+$'",
		"1..200000 | Select-Object -Unique", "$l = 1..900000; foreach ($i in 1..9000) { $null = $l -contains 0 }", "$l = 1..900000; foreach ($i in 1..9000) { $null = \"$l\".Length }", "1..200000 | Group-Object | Out-Null", "$l = 1..900000; 1..9000 | ForEach-Object { $null = $l.Foo }", "$s = 'iex $s'; iex $s", "& { & $args[0] $args[0] } { & $args[0] $args[0] }", "$h = @{}; $h.h = $h; $null = \"$($h.h.h.h)\", ($h | Sort-Object)",
		"$a = @(1); $a[0] = $a; \"$a\"; $a.x; $a -join ''", "$o = [pscustomobject]@{A = 1}; $o.A = $o; \"$o\"",
	} {
		got := transcript(source)
		if strings.Contains(source, "$true") && !strings.Contains(got, "not followed") {
			t.Errorf("%s is followed:\n%s", source, got)
		}
	}
}
