package rules

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
)

// source is one Rego file of a bundle.
type source struct {
	bundle int
	files  fs.FS
	path   string
	module *ast.Module
}

// isLib tells a file of shared functions from one of a rule.
func (s source) isLib() bool { return strings.HasPrefix(s.path, "lib/") }

func isTest(name string) bool { return strings.HasSuffix(name, "_test.rego") }

// modules names each module for the compiler: two bundles may have a file of the
// same name.
func modules(sources []source) map[string]*ast.Module {
	modules := make(map[string]*ast.Module, len(sources))
	for _, s := range sources {
		modules[strconv.Itoa(s.bundle)+"/"+s.path] = s.module
	}
	return modules
}

// named is a bundle that has a name.
type named struct {
	fs.FS
	name string
}

// Named returns a bundle whose files are shown behind a name: the folder that they
// lie in.
func Named(name string, bundle fs.FS) fs.FS { return named{bundle, name} }

// shown is what a file of a bundle is called in messages.
func shown(bundle fs.FS, file string) string {
	if named, ok := bundle.(named); ok {
		return path.Join(named.name, file)
	}
	return file
}

// parse reads the Rego files of all bundles that are wanted.
func parse(bundles []fs.FS, wanted func(name string) bool) (sources []source, errs diag.List) {
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: capabilities()}
	for i, bundle := range bundles {
		err := fs.WalkDir(bundle, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".rego" || !wanted(name) {
				return err
			}
			text, err := fs.ReadFile(bundle, name)
			if err != nil {
				return err
			}
			module, err := ast.ParseModuleWithOpts(shown(bundle, name), string(text), options)
			if err != nil {
				errs = append(errs, translated(err)...)
				return nil
			}
			sources = append(sources, source{i, bundle, name, module})
			return nil
		})
		if err != nil {
			errs = append(errs, diag.Diagnostic{File: shown(bundle, "."), Message: err.Error()})
		}
	}
	return sources, errs
}
