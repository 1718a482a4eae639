package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Parameter is a value of a rule that configuration may set. The rule's METADATA
// declares it under custom.parameters as a small JSON Schema with a default and a
// description; its Rego reads it as parameters.NAME.
type Parameter struct {
	Name        string
	Description string
	Default     any    // as encoding/json gives it
	Schema      string // a JSON Schema
}

// Check reports what is wrong with a value for the parameter, in words for the person
// who wrote it; nil where nothing is.
func (p *Parameter) Check(value any) error {
	shape, err := p.shape()
	if err != nil {
		return err
	}
	err = shape.Validate(value)
	if fault, ok := err.(*jsonschema.ValidationError); ok {
		for len(fault.Causes) > 0 {
			fault = fault.Causes[0]
		}
		return fmt.Errorf("%s%s", fault.Message, within(fault.InstanceLocation))
	}
	return err
}

// CheckOrder reports settings of a rule that contradict each other: of a pair such as warningDays
// and errorDays the one whose default is not below the other's must not be set below it. The error
// begins with the name of a parameter that is set.
func (r *Rule) CheckOrder(set map[string]any) (name string, err error) {
	values := r.values(set)
	for _, parameter := range r.Parameters {
		what, ok := strings.CutPrefix(parameter.Name, "warning")
		other := r.Parameter("error" + what)
		if !ok || other == nil {
			continue
		}
		upper, lower := parameter, other
		if number(upper.Default) < number(lower.Default) {
			upper, lower = lower, upper
		}
		if number(values[upper.Name]) < number(values[lower.Name]) {
			if name = upper.Name; set[name] == nil {
				name = lower.Name
			}
			return name, fmt.Errorf("%s (%v) is below %s (%v): set %s to %v or more", upper.Name, values[upper.Name], lower.Name, values[lower.Name], upper.Name, values[lower.Name])
		}
	}
	return "", nil
}

func number(value any) float64 {
	n, _ := value.(float64)
	return n
}

func (p *Parameter) shape() (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.LoadURL = func(string) (io.ReadCloser, error) { return nil, errors.New("a parameter's schema refers to no other") }
	if err := compiler.AddResource(parameterURL, strings.NewReader(p.Schema)); err != nil {
		return nil, fmt.Errorf("it is not a JSON Schema: %w", err)
	}
	shape, err := compiler.Compile(parameterURL)
	if err != nil {
		return nil, fmt.Errorf("it is not a JSON Schema: %w", err)
	}
	return shape, nil
}

func within(pointer string) string {
	if pointer == "" {
		return ""
	}
	return " (at " + strings.TrimPrefix(pointer, "/") + ")"
}

// Parameter returns the parameter of a name, or nil.
func (r *Rule) Parameter(name string) *Parameter {
	i := slices.IndexFunc(r.Parameters, func(p *Parameter) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return r.Parameters[i]
}

// readParameters takes over what a METADATA block says of a rule's parameters.
func (r *Rule) readParameters(said *ast.Annotations) (errs diag.List) {
	declared, ok := said.Custom["parameters"].(map[string]any)
	if !ok && said.Custom["parameters"] != nil {
		return diag.List{at(said.Location, "custom.parameters must give each parameter a schema: {days: {type: integer, default: 7, description: ...}}")}
	}
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		parameter, err := newParameter(name, declared[name])
		if err != nil {
			errs = append(errs, at(said.Location, "parameter %s: %s", name, err))
			continue
		}
		r.Parameters = append(r.Parameters, parameter)
	}
	return errs
}

// parameterURL is what a parameter's schema is called while it is compiled.
const parameterURL = "https://github.com/exchlint/exchlint/parameter.json"

func newParameter(name string, declared any) (*Parameter, error) {
	text, err := json.Marshal(declared)
	if err != nil {
		return nil, fmt.Errorf("it is not a JSON Schema: %w", err)
	}
	var said struct {
		Description string
		Default     any
	}
	if err := json.Unmarshal(text, &said); err != nil || said.Description == "" || said.Default == nil {
		return nil, errors.New("it needs a schema with a description and a default: {type: integer, default: 7, description: ...}")
	}
	parameter := &Parameter{name, said.Description, said.Default, string(text)}
	if _, err := parameter.shape(); err != nil {
		return nil, err
	}
	if err := parameter.Check(said.Default); err != nil {
		return nil, fmt.Errorf("its default is refused by its own schema: %w", err)
	}
	return parameter, nil
}

// Settings are the values that configuration gives to parameters: by rule ID, then by
// name, as encoding/json gives them.
type Settings map[string]map[string]any

// values returns the values of all parameters of the rule, set or not.
func (r *Rule) values(set map[string]any) map[string]any {
	values := map[string]any{}
	for _, parameter := range r.Parameters {
		values[parameter.Name] = parameter.Default
	}
	maps.Copy(values, set)
	return values
}

// parametersOf writes, for every rule that has parameters, the document from which its
// Rego reads them.
func parametersOf(rules []*Rule) (sources []source, err error) {
	for _, rule := range rules {
		if len(rule.Parameters) == 0 {
			continue
		}
		module, err := parametersModule(rule, rule.values(nil))
		if err != nil {
			return nil, err
		}
		sources = append(sources, source{path: rule.folder() + "/parameters", module: module})
	}
	return sources, nil
}

func parametersModule(rule *Rule, values map[string]any) (*ast.Module, error) {
	text, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	name := rule.folder() + "/parameters"
	return ast.ParseModuleWithOpts(name, fmt.Sprintf("package exchlint.%s\n\nparameters := %s\n", strings.ReplaceAll(rule.folder(), "/", "."), text), ast.ParserOptions{RegoVersion: ast.RegoV1})
}
