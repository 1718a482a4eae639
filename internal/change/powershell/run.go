package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/cmdlets"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// Script is a script that was parsed.
type Script struct {
	*syntax.Script
	Text *source.Text
}

// Parse parses a script. PowerShell runs nothing of one that has errors.
func Parse(text *source.Text) (*Script, diag.List) {
	script := syntax.Parse(text.Content())
	var errs diag.List
	for _, e := range script.Errors {
		at := text.Position(e.Start)
		errs = append(errs, diag.Diagnostic{File: text.Name, Line: at.Line, Column: at.Column, Message: e.Message + leftOver(text.Content(), e.Start)})
	}
	return &Script{script, text}, errs
}

// leftOver names the placeholder that stands at or before a place that does not parse.
func leftOver(text string, at int) string {
	line := strings.LastIndexByte(text[:min(at, len(text))], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[line:], '\n'); i >= 0 {
		end = line + i
	}
	if found := placeholder.FindString(text[line:end]); found != "" {
		return "; the placeholder " + found + " is still there: put the value in its place"
	}
	return ""
}

// Follow makes what a script would change.
func Follow(script *Script, state *change.State, options Options) error {
	tables, err := cmdlets.Load()
	if err != nil {
		return err
	}
	h := &host{state: state, options: options, tables: tables, text: script.Text, file: script.Text.Name, gaps: map[*interp.Unknown]bool{}}
	result := interp.Run(script.Script, h, interp.Options{Parameters: options.Parameters, Arguments: options.Arguments, Server: options.Server, Now: options.Now})
	h.take(result)
	return nil
}

// take takes over what the interpreter reports.
func (h *host) take(result *interp.Result) {
	for _, n := range result.NotFollowed {
		h.state.NotFollowed = append(h.state.NotFollowed, change.Note{Text: n.Text, Reason: n.Reason, Location: h.place(n.Place)})
	}
	for _, n := range result.Assumed {
		h.state.Assumed = append(h.state.Assumed, change.Note{Text: n.Text, Reason: n.Reason, Location: h.place(n.Place)})
	}
	for _, f := range result.Errors {
		if f.Caught {
			continue
		}
		at := h.place(f.Place)
		h.state.Refused = append(h.state.Refused, change.Refusal{
			Rule: change.Refused, Level: lint.Error, Kind: "Organization", Identity: "Organization", Message: f.Message, Binding: true, Location: at, Statement: at,
		})
	}
}
