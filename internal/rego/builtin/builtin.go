// Package builtin holds the rules that exchlint comes with, compiled: what go generate makes
// of the folders below policies, one file for each. Reading, checking and compiling those
// would take a hundred times as long as evaluating a server, with the same result each time.
package builtin

import (
	"embed"
	"io/fs"
	"sync"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

//go:generate go run ./generate

//go:embed compiled/*/*.json
var files embed.FS

// Set returns the rules, as [rules.Load] would from [policies.Files].
var Set = sync.OnceValue(func() *rules.Set {
	compiled, err := fs.Sub(files, "compiled")
	if err != nil {
		panic(err) // the path is valid
	}
	set, err := rules.Decode(compiled, policies.Files)
	if err != nil {
		panic(err) // the files are part of exchlint
	}
	return set
})
