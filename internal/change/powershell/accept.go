package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// Acceptances returns what the comments of a script accept, each of the statement on whose first
// line it ends or above which it is alone. One that is elsewhere accepts nothing.
func (s *Script) Acceptances() (list []change.Acceptance, errs diag.List) {
	statements := s.statements()
	for _, span := range s.Comments {
		text := s.Source[span.Start:span.End]
		a, ok, err := change.ParseAcceptance(text)
		if !ok {
			continue
		}
		a.Location = s.location(span)
		line := a.Location.StartLine
		if s.alone(span) {
			line++
		}
		if statement, found := statements[line]; found {
			a.Statement = s.location(statement)
		}
		switch {
		case err != nil:
			errs = append(errs, diag.Diagnostic{File: s.Text.Name, Line: a.Location.StartLine, Message: err.Error()})
		default:
			list = append(list, a)
		}
	}
	return list, errs
}

// alone reports whether nothing but blanks is before a comment on its line.
func (s *Script) alone(comment syntax.Span) bool {
	line := strings.LastIndexByte(s.Source[:comment.Start], '\n') + 1
	return strings.TrimSpace(s.Source[line:comment.Start]) == ""
}

func (s *Script) location(span syntax.Span) lint.Location {
	return lint.Location{File: s.Text.Name, Place: s.Text.Place(source.Span{Start: span.Start, End: span.End})}
}

// statements returns the outermost statement that begins on each line.
func (s *Script) statements() map[int]syntax.Span {
	found := map[int]syntax.Span{}
	note := func(list []syntax.Node) {
		for _, node := range list {
			line := s.Text.Position(node.Extent().Start).Line
			if _, taken := found[line]; !taken {
				found[line] = node.Extent()
			}
		}
	}
	syntax.Walk(s.Body, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.NamedBlock:
			note(node.Statements)
		case *syntax.StatementBlock:
			note(node.Statements)
		}
		return true
	})
	return found
}

// Takes reports whether a script takes a parameter, or asks for it with Read-Host, by its name in
// lower case; TakesArguments, whether it takes arguments by number.
func (s *Script) Takes(name string) bool {
	found := false
	if s.Body.Params != nil {
		for _, p := range s.Body.Params.Params {
			found = found || strings.EqualFold(p.Name.Name, name)
		}
	}
	syntax.Walk(s.Body, func(node syntax.Node) bool {
		if a, ok := node.(*syntax.Assignment); ok && !found {
			text := strings.ToLower(s.Source[a.Start:a.End])
			found = strings.Contains(text, "read-host") && strings.Contains(text, "$"+strings.ToLower(name))
		}
		return !found
	})
	return found
}

// TakesArguments is as [Script.Takes] says.
func (s *Script) TakesArguments() bool {
	return s.Body.Params != nil || strings.Contains(strings.ToLower(s.Source), "$args")
}
