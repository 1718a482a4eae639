package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The packages in the order in which a run passes through them. A package may import
// those before it and no other of ours. What comes after the command makes up data and
// measures: nothing that people run imports it.
var flow = []string{
	"schema",
	"internal/collect",
	"policies",
	"internal/export",
	"internal/der",
	"internal/serialized",
	"internal/exchange",
	"internal/rego/eval",
	"internal/rego/rules",
	"internal/rego/builtin",
	"internal/rego/builtin/generate",
	"internal/lint",
	"internal/report",
	"internal/config",
	"cmd/exchlint",
	"internal/fleet",
	"bench",
}

// What touches the world outside is the command's business alone.
var outside = []string{"os", "os/exec", "os/signal", "net", "net/http", "syscall", "log"}

var commands = []string{"internal/rego/builtin/generate", "cmd/exchlint", "bench"}

func TestImportsRunOneWay(t *testing.T) {
	const module = "github.com/exchlint/exchlint/"
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		own := slices.Index(flow, strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../"))
		if own < 0 {
			t.Errorf("%s is in no package that the flow has a place for", path)
			return nil
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(name, module); ok && slices.Index(flow, ours) >= own {
				t.Errorf("%s imports %s, against the flow", path, ours)
			}
			if !slices.Contains(commands, flow[own]) && slices.Contains(outside, name) {
				t.Errorf("%s imports %s: only commands touch the world outside", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
