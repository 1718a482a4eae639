package plan

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// Open reads the public part of a certificate in a file beside a list of changes. The error is for the
// person who wrote the list.
type Open func(list, file string) (*model.Object, error)

// list reads a list of changes in YAML or JSON.
func (p *Plan) list(text *source.Text, open Open) {
	l := &list{file: text.Name, open: open}
	decoder := yaml.NewDecoder(strings.NewReader(text.Content()))
	var document, more yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		l.refuse(&yaml.Node{Line: 1, Column: 1}, "the list of changes is empty")
	case err != nil:
		l.Errors = append(l.Errors, syntaxError(text.Name, err))
	case decoder.Decode(&more) == nil:
		l.refuse(&more, "a list of changes is one document; what follows --- is another")
	default:
		l.entries(document.Content[0])
	}
	p.Errors, p.Misuse = append(p.Errors, l.Errors...), append(p.Misuse, l.misuse...)
	for _, e := range l.parts {
		p.Acceptances = append(p.Acceptances, e.accepted...)
	}
	p.parts = append(p.parts, l)
}

// syntaxError words an error of the YAML parser, which has the line in its text.
func syntaxError(file string, err error) diag.Diagnostic {
	said := strings.TrimPrefix(err.Error(), "yaml: ")
	problem := diag.Diagnostic{File: file, Message: "invalid YAML: " + said}
	if rest, found := strings.CutPrefix(said, "line "); found {
		number, message, _ := strings.Cut(rest, ": ")
		if line, err := strconv.Atoi(number); err == nil {
			problem.Line, problem.Column, problem.Message = line, 1, "invalid YAML: "+message
		}
	}
	return problem
}

// list is a part that is a list of changes.
type list struct {
	Errors diag.List
	misuse diag.List
	file   string
	open   Open
	parts  []*entry
}

// refuse notes what is wrong with a node.
func (l *list) refuse(at *yaml.Node, format string, args ...any) {
	l.Errors = append(l.Errors, diag.Diagnostic{File: l.file, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...)})
}

func (l *list) entries(root *yaml.Node) {
	if root.Kind != yaml.SequenceNode {
		l.refuse(root, "a list of changes is a list: each entry begins with - and what it does, such as - set: ReceiveConnector")
		return
	}
	for _, node := range root.Content {
		if e := l.entry(node); e != nil {
			l.parts = append(l.parts, e)
		}
	}
}

// follow makes the changes of the list, one after the other.
func (l *list) follow(state *change.State, options powershell.Options) error {
	for _, e := range l.parts {
		e.follow(state, options)
	}
	return nil
}

// verbs are what an entry can do: the keys that it then has, and the kinds of objects.
var verbs = []verb{
	{"set", change.Set, "Set-", []string{"identity", "properties", "add", "remove"}, connectors},
	{"new", change.New, "New-", []string{"properties"}, connectors},
	{"enable", change.Enable, "Enable-", []string{"server", "thumbprint", "services"}, certificates},
	{"import", change.Import, "Import-", []string{"server", "file"}, certificates},
	{"permission", change.Permission, "", []string{"identity", "user", "grant", "deny", "removed"}, connectors[:1]},
	{"remove", change.Remove, "Remove-", []string{"identity", "server", "thumbprint"}, append(connectors, certificates...)}, // last: set has a key of that name
}

type verb struct {
	name   string
	verb   change.Verb
	prefix string // of the cmdlet that would do it
	keys   []string
	kinds  []string
}

var (
	connectors   = []string{"ReceiveConnector", "SendConnector"}
	certificates = []string{"ExchangeCertificate"}
)

// entry is one change of a list.
type entry struct {
	*list
	verb
	kind     string
	fields   map[string]*yaml.Node
	place    lint.Location
	settings []change.Setting
	accepted []change.Acceptance
	brought  *model.Object // by an import
}

// entry reads one change; nil where it can't be read.
func (l *list) entry(node *yaml.Node) *entry {
	e := &entry{list: l, fields: map[string]*yaml.Node{}, place: l.locate(node)}
	if node.Kind != yaml.MappingNode {
		l.refuse(node, "an entry is a mapping, such as set: ReceiveConnector")
		return nil
	}
	for key, value := range pairs(node) {
		if e.fields[key.Value] != nil {
			l.refuse(key, "duplicate key %q", key.Value)
		}
		e.fields[key.Value] = value
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return e.fields[v.name] != nil })
	if i < 0 {
		l.refuse(node, "an entry needs one of set, new, remove, enable, import, permission")
		return nil
	}
	e.verb = verbs[i]
	before := len(l.Errors)
	e.checkKeys(node)
	e.read()
	if len(l.Errors) > before {
		return nil
	}
	return e
}

// checkKeys refuses keys that the entry does not have.
func (e *entry) checkKeys(node *yaml.Node) {
	known := append([]string{e.name, "accept", "because"}, e.keys...)
	for key := range pairs(node) {
		if !slices.Contains(known, key.Value) {
			hint := lint.DidYouMean(key.Value, known)
			if hint == "" {
				hint = "; there are " + strings.Join(known, ", ")
			}
			e.refuse(key, "unknown key %q%s", key.Value, hint)
		}
	}
}

// pairs yields the keys and values of a mapping.
func pairs(node *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			if !yield(node.Content[i], node.Content[i+1]) {
				return
			}
		}
	}
}

// locate returns the place of a node, from its first character to its last.
func (l *list) locate(node *yaml.Node) lint.Location {
	place := source.Place{StartLine: node.Line, StartColumn: node.Column, EndLine: node.Line, EndColumn: node.Column + len([]rune(node.Value))}
	if node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		place.EndColumn += 2
	}
	for _, inner := range node.Content {
		end := l.locate(inner).Place
		if end.EndLine > place.EndLine || end.EndLine == place.EndLine && end.EndColumn > place.EndColumn {
			place.EndLine, place.EndColumn = end.EndLine, end.EndColumn
		}
	}
	return lint.Location{File: l.file, Place: place}
}
