package fix

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// span are lines of a script.
type span struct{ from, to int }

// writer writes a script and counts its lines.
type writer struct {
	strings.Builder
	lines int
}

func (w *writer) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	w.WriteString(text + "\n")
	w.lines += strings.Count(text, "\n") + 1
}

// comment writes what people read. Nothing in it can end the comment.
func (w *writer) comment(format string, args ...any) {
	text := strings.Map(func(c rune) rune {
		if unicode.IsGraphic(c) {
			return c
		}
		return ' '
	}, fmt.Sprintf(format, args...))
	w.line("# %s", text)
}

// begin writes the head of a script that changes nothing unless it is asked to.
func (w *writer) begin(about string) {
	w.comment("%s", about)
	w.comment("Nothing is changed unless -Apply is given.")
	w.line("[CmdletBinding(SupportsShouldProcess)]\nparam([switch]$Apply)\nif (-not $Apply) { $WhatIfPreference = $true }")
}

// script writes the operations, and says what is left. It returns the lines of each operation.
func script(repair *Repair, checked bool) (text string, lines []span) {
	w := &writer{}
	w.begin(fmt.Sprintf("Findings cleared: %d. Commands: %d. Left to people: %d.", repair.cleared(), len(repair.Operations), len(repair.Left)))
	for i, o := range repair.Operations {
		w.line("")
		from := w.lines + 1
		for _, f := range o.Clears {
			w.comment("%d: %s on %s", i+1, f.Rule.ID, f.Identity)
		}
		if o.Caution != "" {
			w.comment("%s", o.Caution)
		}
		o.write(w, checked)
		lines = append(lines, span{from, w.lines})
	}
	if len(repair.Left) > 0 {
		w.line("")
	}
	for _, l := range repair.Left {
		w.comment("%s: %s on %s: %s", l.Kind, l.Finding.Rule.ID, l.Finding.Identity, l.Reason)
	}
	return w.String(), lines
}

// write writes the command of an operation, behind a check that the value is still the exported one.
func (o *Operation) write(w *writer, checked bool) {
	condition := ""
	if checked {
		condition = o.condition()
	}
	if condition == "" {
		w.line("%s", o.Command)
		return
	}
	w.line("if (%s) {\n    %s\n} else {\n    Write-Warning %s\n}", condition, strings.ReplaceAll(o.Command, "\n", "\n    "),
		lint.Literal("Left as it is, for it is not as it was exported: "+o.Applied[0].Identity))
}

// condition compares a text or truth value that the operation changes with the exported one; "" where it
// changes none.
func (o *Operation) condition() string {
	if len(o.Applied) != 1 || o.Applied[0].Kind == "ExchangeCertificate" {
		return ""
	}
	a := o.Applied[0]
	for _, s := range a.Settings {
		var before string
		switch v := s.Before.(type) {
		case string:
			before = v
		case bool:
			before = map[bool]string{true: "True", false: "False"}[v]
		default:
			continue
		}
		return fmt.Sprintf("\"$((Get-%s -Identity %s).%s)\" -eq %s", a.Kind, lint.Literal(a.Identity), s.Property, lint.Literal(before))
	}
	return ""
}

// rollback writes the script that gives everything its exported values. It returns the lines of each
// operation.
func rollback(repair *Repair) (string, []span) {
	w := &writer{}
	lines := make([]span, len(repair.Operations))
	w.begin("Takes the repair back: the values are those of the exports.")
	for i := len(repair.Operations) - 1; i >= 0; i-- {
		o := repair.Operations[i]
		w.line("")
		lines[i].from = w.lines + 1
		if text := o.Rollback(); text != "" {
			w.line("%s", text)
		} else {
			w.comment("There is no way back for: %s", o.Command)
		}
		lines[i].to = w.lines
	}
	return w.String(), lines
}

// Rollback returns the commands that take an operation back; "" where there are none.
func (o *Operation) Rollback() string {
	if !o.reversible() {
		return ""
	}
	var statements []string
	for _, a := range o.Applied {
		statement := "Set-" + a.Kind + " -Identity " + lint.Literal(a.Identity)
		for _, s := range a.Settings {
			statement += " -" + s.Property + " " + argument(a.Kind, s)
		}
		if len(a.Settings) > 0 {
			statements = append(statements, statement)
		}
	}
	return strings.Join(statements, "\n")
}

// argument returns an exported value as the cmdlet takes it.
func argument(kind string, s lint.Setting) string {
	switch v := s.Before.(type) {
	case string:
		if v == "" {
			return "$null"
		}
		return lint.Literal(v)
	case bool:
		return map[bool]string{true: "$true", false: "$false"}[v]
	case int64:
		if readerOf(kind, s.Property) == "timespan" {
			return lint.Literal(fmt.Sprintf("%d.%02d:%02d:%02d", v/86400, v/3600%24, v/60%60, v%60))
		}
		return strconv.FormatInt(v, 10)
	case []any:
		return listArgument(kind, s.Property, v)
	}
	return "$null"
}

func listArgument(kind, property string, list []any) string {
	var texts []string
	for _, element := range list {
		texts = append(texts, fmt.Sprint(element))
	}
	switch {
	case readerOf(kind, property) == "flags" && len(texts) == 0:
		return "None"
	case readerOf(kind, property) == "flags":
		return lint.Literal(strings.Join(texts, ", "))
	case len(texts) == 0:
		return "$null"
	}
	for i := range texts {
		texts[i] = lint.Literal(texts[i])
	}
	return strings.Join(texts, ", ")
}

func readerOf(kind, property string) string {
	k := schema.Lookup(kind)
	i, ok := k.Index(property)
	if !ok {
		return ""
	}
	return k.Properties[i].Reader
}
