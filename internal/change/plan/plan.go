// Package plan reads change files: a script, a runbook or a list of changes comes in as bytes, and
// what can be followed over an organization comes out.
package plan

import (
	"context"
	"path"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/source"
)

// File is a change file.
type File struct {
	Name    string // as reports show it
	Data    []byte
	Problem string // why there are no bytes, if it could not be read
}

// Plan is a list of change files that were read, in the order in which they are made.
type Plan struct {
	Files       []string
	Acceptances []change.Acceptance
	Errors      diag.List // why a file can't be read or parsed: then nothing of any is made
	Misuse      diag.List // acceptances that mean nothing

	parts []part
}

// part is a file that was parsed.
type part interface {
	follow(state *change.State, options powershell.Options) error
}

// Read reads change files. What a list of changes imports is read by open.
func Read(ctx context.Context, files []File, open Open) *Plan {
	p := &Plan{}
	for _, file := range files {
		p.Files = append(p.Files, file.Name)
		if file.Problem != "" {
			p.Errors = append(p.Errors, diag.Diagnostic{File: file.Name, Message: file.Problem})
			continue
		}
		text, err := source.Decode(ctx, file.Name, file.Data)
		if err != nil {
			p.Errors = append(p.Errors, diag.Wrap(file.Name, err))
			continue
		}
		p.read(file, text, open)
	}
	return p
}

// read parses one file by its ending.
func (p *Plan) read(file File, text *source.Text, open Open) {
	switch strings.ToLower(path.Ext(file.Name)) {
	case ".md":
		p.script(source.New(file.Name, fenced(text.Content())))
	case ".yaml", ".yml", ".json":
		p.list(text, open)
	case ".ps1", ".psm1", ".txt":
		p.script(text)
	default:
		p.Errors = append(p.Errors, diag.Diagnostic{File: file.Name, Message: "not a change file by its name: use .ps1, .psm1, .txt, .md, .yaml, .yml or .json"})
	}
}

// script is a part in PowerShell.
type script struct{ *powershell.Script }

func (s script) follow(state *change.State, options powershell.Options) error {
	return powershell.Follow(s.Script, state, options)
}

func (p *Plan) script(text *source.Text) {
	parsed, errs := powershell.Parse(text)
	if len(errs) > 0 {
		p.Errors = append(p.Errors, errs...)
		return
	}
	accepted, misuse := parsed.Acceptances()
	p.Acceptances, p.Misuse = append(p.Acceptances, accepted...), append(p.Misuse, misuse...)
	p.parts = append(p.parts, script{parsed})
}

// Follow makes what the files would change, unless one of them can't be read.
func (p *Plan) Follow(state *change.State, options powershell.Options) error {
	if len(p.Errors) > 0 {
		return nil
	}
	for _, part := range p.parts {
		if err := part.follow(state, options); err != nil {
			return err
		}
	}
	return nil
}

// Takes reports whether some script takes a parameter, by name or number.
func (p *Plan) Takes(name string) bool {
	for _, part := range p.parts {
		s, ok := part.(script)
		if ok && (s.Takes(name) || isNumber(name) && s.TakesArguments()) {
			return true
		}
	}
	return false
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
