package rules

import (
	"context"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	text "github.com/exchlint/exchlint/internal/source"
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

func isTest(name string) bool { return strings.HasSuffix(strings.ToLower(name), "_test.rego") }

func isRego(name string) bool { return strings.EqualFold(path.Ext(name), ".rego") }

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

// maxPolicy is the size of a Rego file in bytes, hundreds of times that of a long rule.
const maxPolicy = 1 << 20

// parse reads the Rego files of all bundles that are wanted.
func parse(bundles []fs.FS, wanted func(name string) bool) (sources []source, errs diag.List) {
	for i, bundle := range bundles {
		err := fs.WalkDir(bundle, ".", func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil || entry.IsDir():
				return err
			case !isRego(name) && entry.Type()&fs.ModeSymlink != 0 && folderName.MatchString(path.Base(name)):
				errs = append(errs, diag.Diagnostic{File: shown(bundle, name), Message: "this is a symbolic link, which is not followed: name the folder that it leads to by --policy, or copy it"})
			case isRego(name) && wanted(name):
				module, faults := parseFile(bundle, name)
				if errs = append(errs, faults...); module != nil {
					sources = append(sources, source{i, bundle, name, module})
				}
			}
			return nil
		})
		if err != nil {
			errs = append(errs, diag.Diagnostic{File: shown(bundle, "."), Message: err.Error()})
		}
	}
	return sources, errs
}

// parseFile reads a file, in any encoding that editors of Windows save.
func parseFile(bundle fs.FS, name string) (*ast.Module, diag.List) {
	refused := func(reason string) diag.List { return diag.List{{File: shown(bundle, name), Message: reason}} }
	file, err := bundle.Open(name)
	if err != nil {
		return nil, refused(err.Error())
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPolicy+1))
	switch {
	case err != nil:
		return nil, refused(err.Error())
	case len(data) > maxPolicy:
		return nil, refused("a policy file is 1 MiB at most: keep data out of policies, or split it")
	}
	decoded, err := text.Decode(context.Background(), shown(bundle, name), data)
	if err != nil {
		return nil, refused(err.Error())
	}
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: capabilities()}
	module, err := ast.ParseModuleWithOpts(shown(bundle, name), decoded.Content(), options)
	if err != nil {
		return nil, translated(err)
	}
	return module, nil
}
