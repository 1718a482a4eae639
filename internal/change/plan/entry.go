package plan

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// usages are the parameters of New-ReceiveConnector and New-SendConnector that stand for a usage type.
var usages = []string{"Custom", "Internet", "Partner", "Internal", "Client"}

// read reads what the entry asks for.
func (e *entry) read() {
	kind := e.fields[e.name]
	if e.kind = kind.Value; !slices.Contains(e.kinds, e.kind) {
		e.refuse(kind, "%s takes %s, not %q%s", e.name, strings.Join(e.kinds, " or "), e.kind, lint.DidYouMean(e.kind, e.kinds))
		return
	}
	for key, value := range pairs(orEmpty(e.fields["properties"])) {
		e.set(key, value)
	}
	if e.name == "set" {
		e.edits()
	}
	e.required()
	e.accept()
	if file := e.fields["file"]; e.name == "import" && file != nil {
		e.bring(file)
	}
}

func orEmpty(node *yaml.Node) *yaml.Node {
	if node == nil {
		return &yaml.Node{}
	}
	return node
}

// required refuses an entry that does not say which object it is about.
func (e *entry) required() {
	needed := map[string][]string{
		"set": {"identity"}, "enable": {"thumbprint", "services"}, "import": {"file"}, "permission": {"identity", "user"},
	}[e.name]
	if e.name == "remove" {
		needed = []string{"identity"}
		if e.kind == "ExchangeCertificate" {
			needed = []string{"thumbprint"}
		}
	}
	for _, key := range needed {
		if e.fields[key] == nil {
			e.refuse(e.fields[e.name], "%s of a %s needs %s", e.name, e.kind, key)
		}
	}
	if e.name == "new" && e.text("Name") == "" {
		e.refuse(e.fields[e.name], "new: properties needs Name")
	}
}

// text returns what a new object's property, or a field, is set to.
func (e *entry) text(name string) string {
	for _, s := range e.settings {
		if s.Property == name {
			text, _ := s.Value.(string)
			return text
		}
	}
	return orEmpty(e.fields[name]).Value
}

// set reads a property and its value.
func (e *entry) set(key, value *yaml.Node) {
	name, ok := e.property(key.Value)
	if !ok {
		e.refuse(key, "%s has no property %q%s", e.kind, key.Value, lint.DidYouMean(key.Value, e.properties()))
		return
	}
	setting := change.Setting{Property: name, Argument: e.locate(value), From: e.locate(value)}
	setting.Value = e.value(value, name)
	e.settings = append(e.settings, setting)
}

// property returns the name of a property as the schema has it, from one in any case.
func (e *entry) property(name string) (string, bool) {
	known := e.properties()
	i := slices.IndexFunc(known, func(other string) bool { return strings.EqualFold(other, name) })
	if i < 0 {
		return "", false
	}
	return known[i], true
}

func (e *entry) properties() (names []string) {
	kind := schema.Lookup(e.kind)
	for _, p := range kind.Properties[:kind.Exported] {
		if p.Name != "Server" || e.name == "new" {
			names = append(names, p.Name)
		}
	}
	if e.name == "new" {
		names = append(names, usages...)
	}
	return names
}

// value reads what a property is set to: nil, a bool, a text or a list of texts, or the thumbprint of a
// certificate.
func (e *entry) value(node *yaml.Node, property string) any {
	switch {
	case node.Kind == yaml.ScalarNode && node.Tag == "!!null":
		return nil
	case node.Kind == yaml.ScalarNode && node.Tag == "!!bool":
		return strings.EqualFold(node.Value, "true")
	case node.Kind == yaml.ScalarNode:
		return node.Value
	case node.Kind == yaml.SequenceNode:
		return e.texts(node)
	case node.Kind == yaml.MappingNode && property == "TlsCertificateName" && len(node.Content) == 2 && node.Content[0].Value == "thumbprint":
		return thumbprint(node.Content[1].Value)
	case node.Kind == yaml.MappingNode && property == "TlsCertificateName":
		e.refuse(node, "TlsCertificateName is a text, null, or the certificate as {thumbprint: ...}")
	default:
		e.refuse(node, "%s must be a text, true, false, null or a list of texts", property)
	}
	return nil
}

// thumbprint is a TlsCertificateName that is named by the thumbprint of its certificate.
type thumbprint string

func (e *entry) texts(node *yaml.Node) []string {
	list := []string{}
	if node.Kind == yaml.ScalarNode {
		return append(list, node.Value)
	}
	for _, item := range node.Content {
		if item.Kind != yaml.ScalarNode {
			e.refuse(item, "a list holds texts")
			continue
		}
		list = append(list, item.Value)
	}
	return list
}

// edits reads what is added to lists and removed from them.
func (e *entry) edits() {
	for _, part := range []string{"add", "remove"} {
		for key, value := range pairs(orEmpty(e.fields[part])) {
			name, ok := e.property(key.Value)
			if !ok {
				e.refuse(key, "%s has no property %q%s", e.kind, key.Value, lint.DidYouMean(key.Value, e.properties()))
				continue
			}
			i := slices.IndexFunc(e.settings, func(s change.Setting) bool { return s.Property == name && s.Edit != nil })
			if i < 0 {
				e.settings = append(e.settings, change.Setting{Property: name, Edit: &change.Edit{}, Argument: e.locate(value), From: e.locate(value)})
				i = len(e.settings) - 1
			}
			if part == "add" {
				e.settings[i].Edit.Add = e.texts(value)
			} else {
				e.settings[i].Edit.Remove = e.texts(value)
			}
		}
	}
}

// accept reads which findings the entry accepts, and why.
func (e *entry) accept() {
	node := e.fields["accept"]
	if node == nil {
		return
	}
	at := e.locate(node)
	if e.text("because") == "" {
		e.misuse = append(e.misuse, diag.Diagnostic{File: e.file, Line: node.Line, Column: node.Column, Message: "accept without a reason: add because: TEXT"})
		return
	}
	e.accepted = append(e.accepted, change.Acceptance{Rules: e.texts(node), Reason: e.text("because"), Statement: e.place, Location: at})
}

// bring reads the certificate of an import.
func (e *entry) bring(file *yaml.Node) {
	switch {
	case strings.ContainsAny(file.Value, `/\`) || file.Value == "" || file.Value == "." || file.Value == "..":
		e.refuse(file, "file is the name of a file beside the list, without a folder")
	case e.open == nil:
		e.refuse(file, "%s can't be read here", file.Value)
	default:
		object, err := e.open(e.file, file.Value)
		if err != nil {
			e.refuse(file, "%s: %v", file.Value, err)
		}
		e.brought = object
	}
}
