package config

import (
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/exchlint/exchlint/internal/diag"
)

// tree is the file's text as values, each of which knows where it stands.
type tree struct {
	file  string
	root  *yaml.Node
	value any // as encoding/json gives it
}

// MaxSize is the size of a configuration file that is still read, in bytes.
const MaxSize = 1 << 20

func parse(name string, data []byte) (*tree, diag.List) {
	t := &tree{file: name}
	if len(data) > MaxSize {
		return nil, diag.List{{File: name, Message: "the configuration is larger than 1 MiB"}}
	}
	decoder := yaml.NewDecoder(strings.NewReader(string(data)))
	var document, more yaml.Node
	if err := decoder.Decode(&document); err != nil {
		return nil, diag.List{t.broken(err)}
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, diag.List{{File: name, Message: "the configuration is one document; what stands below its --- line is another"}}
	}
	t.root = document.Content[0]
	var errs diag.List
	t.value = t.plain(t.root, &errs)
	return t, errs
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// broken words an error of syntax.
func (t *tree) broken(err error) diag.Diagnostic {
	if errors.Is(err, io.EOF) {
		return diag.Diagnostic{File: t.file, Message: "the configuration is empty; it begins with version: 1"}
	}
	said := err.Error()
	found := yamlLine.FindStringSubmatch(said)
	broken := diag.Diagnostic{File: t.file, Message: "invalid YAML: " + yamlLine.ReplaceAllString(said, "")}
	if len(found) > 0 && found[1] != "" {
		broken.Line, _ = strconv.Atoi(found[1])
		broken.Column = 1
	}
	return broken
}

// plain turns a node into what encoding/json would give. Dates stay texts.
func (t *tree) plain(node *yaml.Node, errs *diag.List) any {
	refuse := func(at *yaml.Node, message string, args ...any) {
		*errs = append(*errs, diag.Diagnostic{File: t.file, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(message, args...)})
	}
	if node.Kind != yaml.AliasNode && !slices.Contains(plainTags[node.Kind], node.ShortTag()) {
		refuse(node, "the tag %s is not read here: write the value without it", node.Tag)
		return nil
	}
	switch node.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			key := node.Content[i]
			_, twice := object[key.Value]
			switch {
			case key.Kind != yaml.ScalarNode:
				refuse(key, "a key must be text, not a %s", kindOf(key))
				continue
			case twice:
				refuse(key, "duplicate key %q", key.Value)
			}
			object[key.Value] = t.plain(node.Content[i+1], errs)
		}
		return object
	case yaml.SequenceNode:
		list := make([]any, len(node.Content))
		for i, item := range node.Content {
			list[i] = t.plain(item, errs)
		}
		return list
	case yaml.AliasNode:
		refuse(node, "aliases are not read here: write the value out")
		return nil
	}
	value := scalar(node)
	if _, text := value.(string); text && node.Style&yaml.TaggedStyle != 0 && node.ShortTag() != "!!str" {
		refuse(node, "%q is not what its tag %s says", node.Value, node.Tag)
	}
	return value
}

// plainTags are the tags of values that JSON has too, by kind of node. Dates stay texts, and << is
// a key like any other.
var plainTags = map[yaml.Kind][]string{
	yaml.MappingNode:  {"!!map"},
	yaml.SequenceNode: {"!!seq"},
	yaml.ScalarNode:   {"!!str", "!!null", "!!bool", "!!int", "!!float", "!!timestamp", "!!merge"},
}

// kindOf names what a node is for the person who wrote it.
func kindOf(node *yaml.Node) string {
	switch {
	case node.Kind == yaml.MappingNode:
		return "mapping"
	case node.Kind == yaml.SequenceNode:
		return "list"
	case node.Kind == yaml.AliasNode:
		return "alias"
	}
	switch scalar(node).(type) {
	case nil:
		return "empty value"
	case bool:
		return "truth value"
	case float64:
		return "number"
	}
	return "text"
}

func scalar(node *yaml.Node) any {
	var number float64
	var flag bool
	switch {
	case node.Tag == "!!null":
		return nil
	case (node.Tag == "!!int" || node.Tag == "!!float") && node.Decode(&number) == nil && !math.IsNaN(number) && !math.IsInf(number, 0):
		return number
	case node.Tag == "!!bool" && node.Decode(&flag) == nil:
		return flag
	}
	return node.Value
}

// pointer returns a JSON pointer to what stands below keys and indexes.
func pointer(steps ...any) string {
	var b strings.Builder
	for _, step := range steps {
		b.WriteByte('/')
		b.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(fmt.Sprint(step)))
	}
	return b.String()
}

// find returns the key and the value that a JSON pointer leads to, or the last ones on
// the way that there are. The key of what has none is the value itself.
func (t *tree) find(pointer string) (key, value *yaml.Node) {
	key, value = t.root, t.root
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch value.Kind {
		case yaml.MappingNode:
			i := 0
			for i < len(value.Content) && value.Content[i].Value != step {
				i += 2
			}
			if i >= len(value.Content) {
				return key, value
			}
			key, value = value.Content[i], value.Content[i+1]
		case yaml.SequenceNode:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(value.Content) {
				return key, value
			}
			key, value = value.Content[i], value.Content[i]
		}
	}
	return key, value
}

func (t *tree) place(pointer string) (line, column int) {
	_, value := t.find(pointer)
	return value.Line, value.Column
}

func (t *tree) errorAt(pointer, format string, args ...any) diag.Diagnostic {
	line, column := t.place(pointer)
	return diag.Diagnostic{File: t.file, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}

// errorAtKey is errorAt for what is wrong with a key itself.
func (t *tree) errorAtKey(pointer, format string, args ...any) diag.Diagnostic {
	key, _ := t.find(pointer)
	return diag.Diagnostic{File: t.file, Line: key.Line, Column: key.Column, Message: fmt.Sprintf(format, args...)}
}
