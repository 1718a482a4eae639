package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

// writePolicy writes the built-in rules for conftest: policy FOLDER. The rules are the
// very same files; a main package gives each object of a rule's kinds to it as input, and
// parameters are the documents that exchlint would generate.
func writePolicy(args []string) error {
	set, err := rules.Load(policies.Files)
	if err != nil {
		return err
	}
	// A normalized document lists every value that was lost; exchlint itself only those
	// that some rule asks for.
	list, err := lint.Select(set.Rules, lint.Selection{Disable: []string{"export/value-lost"}})
	if err != nil {
		return err
	}
	if err := os.RemoveAll(args[0]); err != nil {
		return err
	}
	if err := copyRego(args[0]); err != nil {
		return err
	}
	main := strings.Builder{}
	main.WriteString("package main\n\nobjects(kind) := input[kind] if is_array(input[kind])\n\nobjects(kind) := [input[kind]] if is_object(input[kind])\n")
	for _, rule := range list {
		reference := "data.exchlint." + strings.NewReplacer("/", ".", "-", "_").Replace(rule.ID)
		for _, kind := range rule.Kinds {
			fmt.Fprintf(&main, "\ndeny contains {\"msg\": finding.message, \"rule\": %q, \"identity\": object.identity, \"property\": finding.property} if {\n"+
				"\tsome object in objects(%q)\n\tsome finding in %s.findings with input as object\n}\n", rule.ID, kind, reference)
		}
	}
	for _, rule := range set.Rules {
		if err := writeParameters(args[0], rule); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(args[0], "main.rego"), []byte(main.String()), 0o644)
}

// copyRego copies the rules and what they share, but not their tests.
func copyRego(folder string) error {
	return fs.WalkDir(policies.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := fs.ReadFile(policies.Files, name)
		if err != nil {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}

func writeParameters(folder string, rule *rules.Rule) error {
	if len(rule.Parameters) == 0 {
		return nil
	}
	values := map[string]any{}
	for _, parameter := range rule.Parameters {
		values[parameter.Name] = parameter.Default
	}
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	name := strings.NewReplacer("/", ".", "-", "_").Replace(rule.ID)
	module := fmt.Sprintf("package exchlint.%s\n\nparameters := %s\n", name, text)
	return os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, ".", "_")+"_parameters.rego"), []byte(module), 0o644)
}

// compareFindings wants exchlint's JSON report and conftest's to say the same of the same
// objects: compare OURS THEIRS.
func compareFindings(args []string) error {
	var ours struct {
		Findings []struct{ Rule, Identity, Property string }
	}
	var theirs []struct {
		Failures []struct {
			Metadata struct{ Rule, Identity, Property string }
		}
	}
	if err := readJSON(args[0], &ours); err != nil {
		return err
	}
	if err := readJSON(args[1], &theirs); err != nil {
		return err
	}
	difference := map[string]int{}
	for _, f := range ours.Findings {
		difference[f.Rule+" "+f.Identity+" "+f.Property]++
	}
	count := len(difference)
	for _, file := range theirs {
		for _, f := range file.Failures {
			difference[f.Metadata.Rule+" "+f.Metadata.Identity+" "+f.Metadata.Property] -= 1 << 20
		}
	}
	for _, finding := range slices.Sorted(maps.Keys(difference)) {
		switch n := difference[finding]; {
		case n > 0:
			return fmt.Errorf("only exchlint finds %s", finding)
		case n%(1<<20) == 0:
			return fmt.Errorf("only conftest finds %s", finding)
		}
	}
	fmt.Fprintf(os.Stderr, "%d findings, the same of both\n", count)
	if count == 0 {
		return fmt.Errorf("%s has no findings: this compares nothing", args[0])
	}
	return nil
}

func readJSON(name string, into any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}
