package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"gopkg.in/yaml.v3"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// validate holds the file against its schema.
func (t *tree) validate() (errs diag.List) {
	shape, err := schema.Compile("config")
	if err != nil {
		panic(err) // the schema is part of the program
	}
	fault, ok := shape.Validate(t.value).(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	for _, leaf := range leaves(fault) {
		errs = append(errs, t.explain(leaf)...)
	}
	return errs.ByPlace()
}

// leaves returns the faults at the ends of a tree of them. Of alternatives that all
// fail, those of the one that has the value's type say what is wrong; where none has, the
// alternatives themselves do.
func leaves(fault *jsonschema.ValidationError) []*jsonschema.ValidationError {
	causes := fault.Causes
	if len(causes) == 0 {
		return []*jsonschema.ValidationError{fault}
	}
	if strings.HasSuffix(fault.KeywordLocation, "/anyOf") {
		causes = slices.DeleteFunc(slices.Clone(causes), func(cause *jsonschema.ValidationError) bool {
			return leaves(cause)[0].InstanceLocation == fault.InstanceLocation
		})
	}
	if len(causes) == 0 {
		return []*jsonschema.ValidationError{fault}
	}
	var all []*jsonschema.ValidationError
	for _, cause := range causes {
		all = append(all, leaves(cause)...)
	}
	return all
}

// explain words a fault for the person who wrote the file.
func (t *tree) explain(fault *jsonschema.ValidationError) diag.List {
	at, err := url.PathUnescape(fault.InstanceLocation)
	if err != nil {
		at = fault.InstanceLocation
	}
	shape := shapeAt(fault.AbsoluteKeywordLocation)
	_, value := t.find(at)
	switch keyword := fault.KeywordLocation[strings.LastIndexByte(fault.KeywordLocation, '/')+1:]; {
	case keyword == "additionalProperties":
		return t.unknownKeys(at, shape)
	case keyword == "type":
		return diag.List{t.errorAt(at, "%s must be %s, not %s", nameOf(at), typeNames[fmt.Sprint(shape["type"])], article(kindOf(value)))}
	case keyword == "enum" && value.Kind == yaml.ScalarNode:
		return diag.List{t.errorAt(at, "%q is not one of %s%s", value.Value, strings.Join(texts(shape["enum"]), ", "), lint.DidYouMean(value.Value, texts(shape["enum"])))}
	case keyword == "enum":
		return diag.List{t.errorAt(at, "%s must be one of %s, not %s", nameOf(at), strings.Join(texts(shape["enum"]), ", "), article(kindOf(value)))}
	case keyword == "anyOf":
		return diag.List{t.errorAt(at, "%s must be off, on, error, warning, note, or the rule's parameters as {name: value}", nameOf(at))}
	case keyword == "required":
		return diag.List{t.errorAt(at, "%s is missing here", strings.TrimPrefix(fault.Message, "missing properties: "))}
	case keyword == "minLength":
		return diag.List{t.errorAt(at, "empty value")}
	case keyword == "pattern":
		return diag.List{t.errorAt(at, "%q is not a date; use YYYY-MM-DD", value.Value)}
	}
	return diag.List{t.errorAt(at, "%s %s", nameOf(at), fault.Message)}
}

// typeNames are the types of JSON Schema in the words of YAML.
var typeNames = map[string]string{
	"object": "a mapping", "array": "a list", "string": "text", "boolean": "true or false", "integer": "a whole number", "number": "a number",
}

func article(noun string) string {
	switch {
	case noun == "text":
		return noun
	case strings.IndexByte("aeiou", noun[0]) >= 0:
		return "an " + noun
	}
	return "a " + noun
}

// nameOf names the value that a pointer leads to by the nearest key above it.
func nameOf(at string) string {
	steps := strings.Split(at, "/")
	name := strings.NewReplacer("~1", "/", "~0", "~").Replace(steps[len(steps)-1])
	switch _, err := strconv.Atoi(name); {
	case name == "":
		return "the configuration"
	case err == nil && len(steps) > 2:
		return "an entry of " + nameOf(strings.Join(steps[:len(steps)-1], "/"))
	}
	return strconv.Quote(name)
}

// unknownKeys finds the keys of a mapping that its schema doesn't know.
func (t *tree) unknownKeys(at string, shape map[string]any) (errs diag.List) {
	properties, _ := shape["properties"].(map[string]any)
	known := slices.Sorted(maps.Keys(properties))
	_, mapping := t.find(at)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		if !slices.Contains(known, key.Value) {
			errs = append(errs, diag.Diagnostic{File: t.file, Line: key.Line, Column: key.Column, Message: "unknown key " + strconv.Quote(key.Value) + orKnown(key.Value, known)})
		}
	}
	return errs
}

func orKnown(word string, known []string) string {
	if hint := lint.DidYouMean(word, known); hint != "" {
		return hint
	}
	return "; there are " + strings.Join(known, ", ")
}

// shapeAt returns the part of the configuration's schema that a keyword stands in.
func shapeAt(location string) map[string]any {
	data, err := schema.Document("config")
	if err != nil {
		return nil
	}
	var part any
	if json.Unmarshal(data, &part) != nil {
		return nil
	}
	_, fragment, _ := strings.Cut(location, "#/")
	steps := strings.Split(fragment, "/")
	for _, step := range steps[:len(steps)-1] {
		switch whole := part.(type) {
		case map[string]any:
			part = whole[strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)]
		case []any:
			i, _ := strconv.Atoi(step)
			part = whole[i]
		}
	}
	shape, _ := part.(map[string]any)
	return shape
}

func texts(list any) (texts []string) {
	items, _ := list.([]any)
	for _, item := range items {
		switch item := item.(type) {
		case string:
			texts = append(texts, item)
		case float64:
			texts = append(texts, strconv.FormatFloat(item, 'g', -1, 64))
		}
	}
	return texts
}
