package config

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

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
// fail only the one that the value comes nearest to says something: the last.
func leaves(fault *jsonschema.ValidationError) []*jsonschema.ValidationError {
	causes := fault.Causes
	if len(causes) == 0 {
		return []*jsonschema.ValidationError{fault}
	}
	if strings.HasSuffix(fault.KeywordLocation, "/anyOf") {
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
	at := fault.InstanceLocation
	shape := shapeAt(fault.AbsoluteKeywordLocation)
	key, value := t.find(at)
	switch keyword := fault.KeywordLocation[strings.LastIndexByte(fault.KeywordLocation, '/')+1:]; {
	case keyword == "additionalProperties":
		return t.unknownKeys(at, shape)
	case keyword == "enum":
		return diag.List{t.errorAt(at, "%q is not one of %s%s", value.Value, strings.Join(texts(shape["enum"]), ", "), lint.DidYouMean(value.Value, texts(shape["enum"])))}
	case keyword == "anyOf":
		return diag.List{t.errorAt(at, "%q must be off, on, error, warning, note, or the rule's parameters as {name: value}", key.Value)}
	case keyword == "required":
		return diag.List{t.errorAt(at, "%s is missing here", strings.TrimPrefix(fault.Message, "missing properties: "))}
	case keyword == "minLength":
		return diag.List{t.errorAt(at, "empty value")}
	case keyword == "pattern":
		return diag.List{t.errorAt(at, "%q is not a date; use YYYY-MM-DD", value.Value)}
	}
	return diag.List{t.errorAt(at, "%s", fault.Message)}
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
		object, _ := part.(map[string]any)
		part = object[strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(step)]
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
