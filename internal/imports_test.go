package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
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
	"internal/diag",
	"internal/source",
	"internal/export/document",
	"internal/export/json",
	"internal/export/csv",
	"internal/export/clixml",
	"internal/export/formatlist",
	"internal/export",
	"internal/export/exporttest",
	"internal/cert",
	"internal/cert/serialized",
	"internal/exchange/values",
	"internal/exchange/model",
	"internal/exchange/model/property",
	"internal/exchange/ingest",
	"internal/exchange/facts",
	"internal/exchange",
	"internal/rego/eval",
	"internal/rego/rules",
	"internal/rego/builtin",
	"internal/rego/builtin/generate",
	"internal/lint",
	"internal/change",
	"internal/change/powershell/syntax",
	"internal/change/powershell/bind",
	"internal/change/powershell/cmdlets",
	"internal/change/powershell/interp",
	"internal/change/powershell",
	"internal/change/plan",
	"internal/change/impact",
	"internal/diff",
	"internal/explain",
	"internal/rotate",
	"internal/fix",
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

// TestTheArchitecturePageShowsEveryPackage holds that docs/architecture.md has every package of
// the flow in its picture, below the folder that it is in.
func TestTheArchitecturePageShowsEveryPackage(t *testing.T) {
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, picture, _ := strings.Cut(string(page), "```text\n")
	picture, _, _ = strings.Cut(picture, "```")
	shown := map[string]bool{}
	var folders []string
	for line := range strings.Lines(picture) {
		depth := (len(line) - len(strings.TrimLeft(line, " "))) / 2
		for _, name := range strings.Fields(line) {
			if !strings.HasSuffix(name, "/") {
				break
			}
			folders = append(folders[:depth], name)
			shown[strings.TrimSuffix(strings.Join(folders, ""), "/")] = true
		}
	}
	for _, name := range flow {
		if !shown[name] {
			t.Errorf("the picture in docs/architecture.md does not show %s", name)
		}
	}
}
