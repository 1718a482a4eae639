// Package builtin holds the rules that exchlint comes with as they run: what is said of
// them, and the program that OPA's compiler and planner have made of them.
//
// Both are made from the folders below policies by go generate. To read, check and compile
// these takes a hundred times as long as it takes to judge a server, and it always comes to
// the same.
package builtin

import (
	_ "embed"
	"io/fs"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/rego/eval"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

//go:generate go run ./generate

//go:embed program.bin
var program []byte

// Set returns the rules, as [rules.Load] would of [policies.Files].
var Set = sync.OnceValue(func() *rules.Set {
	var p eval.Program
	if err := p.UnmarshalBinary(program); err != nil {
		panic(err) // it is part of exchlint
	}
	for _, rule := range all {
		rule.Files = folder(rule.ID)
	}
	return rules.Compiled(all, &p)
})

// folder is where a rule lies.
func folder(id string) fs.FS {
	files, err := fs.Sub(policies.Files, strings.ReplaceAll(id, "-", "_"))
	if err != nil {
		panic(err) // the path is well formed
	}
	return files
}
