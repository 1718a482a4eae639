// The generate command writes the files of package builtin, in the current folder, and
// removes those of rules that no longer exist.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

func main() {
	if err := generate("compiled"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(folder string) error {
	set, err := rules.Load(policies.Files)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for _, rule := range set.Rules {
		path, file, err := set.Encode(rule)
		if err != nil {
			return err
		}
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, file, 0o644); err != nil {
			return err
		}
	}
	return nil
}
