package schema

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// Inlined returns a schema whose references are replaced by what they refer to, for
// a reader that knows only the one document: Rego's type checker. It has no $schema
// and no $id, so that nobody goes and fetches one.
func Inlined(name string) (map[string]any, error) {
	document, err := decode(name)
	if err != nil {
		return nil, err
	}
	part, err := inline(document)
	if err != nil {
		return nil, fmt.Errorf("schema/%s.json: %w", name, err)
	}
	inlined := part.(map[string]any)
	delete(inlined, "$schema")
	delete(inlined, "$id")
	return inlined, nil
}

// inline replaces the references in a part of a schema. A reference stands alone in
// its object, as our schemas have it, and no shape refers to itself.
func inline(part any) (any, error) {
	switch part := part.(type) {
	case map[string]any:
		if reference, ok := part["$ref"].(string); ok {
			return follow(reference)
		}
		whole := make(map[string]any, len(part))
		for key, value := range part {
			inlined, err := inline(value)
			if err != nil {
				return nil, err
			}
			whole[key] = inlined
		}
		return whole, nil
	case []any:
		whole := make([]any, len(part))
		for i, value := range part {
			inlined, err := inline(value)
			if err != nil {
				return nil, err
			}
			whole[i] = inlined
		}
		return whole, nil
	}
	return part, nil
}

// follow returns what a reference such as ReceiveConnector.json or
// facts.json#/$defs/drift refers to.
func follow(reference string) (any, error) {
	file, pointer, within := strings.Cut(reference, "#/")
	name := strings.TrimSuffix(file, ".json")
	if !within {
		return Inlined(name)
	}
	document, err := decode(name)
	if err != nil {
		return nil, err
	}
	var part any = document
	for step := range strings.SplitSeq(pointer, "/") {
		object, _ := part.(map[string]any)
		if part = object[step]; part == nil {
			return nil, fmt.Errorf("nothing stands at %s", reference)
		}
	}
	return inline(part)
}

// decoded are the schemas by name, for nobody to write to.
var decoded sync.Map

func decode(name string) (map[string]any, error) {
	if document, ok := decoded.Load(name); ok {
		return document.(map[string]any), nil
	}
	data, err := Document(name)
	if err != nil {
		return nil, err
	}
	var document map[string]any
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, fmt.Errorf("schema/%s.json: %w", name, err)
	}
	decoded.Store(name, document)
	return document, nil
}
