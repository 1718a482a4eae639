package internal

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxBackward is how many of 100 references between the files of one package may run back. Inside
// a package, files go from what everything needs to what needs everything; those that can't be put
// into such an order are one tangle, however many there are.
const maxBackward = 15

func TestFilesOfAPackageBuildOnEachOtherOneWay(t *testing.T) {
	for _, name := range flow {
		references := referencesBetweenFiles(t, filepath.Join("..", name))
		for what, counted := range map[string]edges{"references": references, "pairs of files": references.pairs()} {
			backward, total := counted.inBestOrder()
			percent := float64(100*count(backward)) / float64(max(total, 1))
			t.Logf("%s: of 100 %s %.1f run back (%d of %d)", name, what, percent, count(backward), total)
			if percent > maxBackward && total > fewPairs {
				t.Errorf("%s: of 100 %s %.1f run back, more than %d:\n%s", name, what, percent, maxBackward, backward.worst(10))
			}
		}
	}
}

// fewPairs is for how many pairs of files a share says nothing.
const fewPairs = 20

// edges counts references from one file to another.
type edges map[[2]string]int

// pairs counts each pair of files once.
func (e edges) pairs() edges {
	pairs := edges{}
	for pair := range e {
		pairs[pair] = 1
	}
	return pairs
}

func count(e edges) (sum int) {
	for n := range maps.Values(e) {
		sum += n
	}
	return sum
}

// worst lists the pairs of files with the most references.
func (e edges) worst(most int) string {
	pairs := slices.SortedFunc(maps.Keys(e), func(a, b [2]string) int {
		if e[a] != e[b] {
			return e[b] - e[a]
		}
		return strings.Compare(a[0]+a[1], b[0]+b[1])
	})
	var lines []string
	for _, pair := range pairs[:min(most, len(pairs))] {
		lines = append(lines, fmt.Sprintf("\t%s refers %d times to %s, which comes later", pair[0], e[pair], pair[1]))
	}
	return strings.Join(lines, "\n")
}

// referencesBetweenFiles counts the uses of what other files of a package declare: types,
// functions, variables, constants, fields and methods. What other packages declare is not looked
// up, so expressions of their types are passed over.
func referencesBetweenFiles(t *testing.T, folder string) edges {
	t.Helper()
	files := token.NewFileSet()
	var parsed []*ast.File
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	config := types.Config{Importer: emptyPackages{}, Error: func(error) {}}
	here, _ := config.Check(folder, files, parsed, info) // errors come from the empty packages
	found := edges{}
	for identifier, used := range info.Uses {
		from, to := files.Position(identifier.Pos()).Filename, files.Position(used.Pos()).Filename
		if used.Pkg() == here && from != "" && to != "" && from != to && isShared(used) {
			found[[2]string{filepath.Base(from), filepath.Base(to)}]++
		}
	}
	return found
}

// isShared reports whether other files can refer to an object.
func isShared(object types.Object) bool {
	switch object := object.(type) {
	case *types.Var:
		return object.IsField() || object.Parent() == object.Pkg().Scope()
	case *types.Func:
		return true
	}
	return object.Parent() == object.Pkg().Scope()
}

// emptyPackages stands for all other packages.
type emptyPackages struct{}

func (emptyPackages) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

// inBestOrder returns the references that run back in an order of the files in which few do, and
// the number of all references.
func (e edges) inBestOrder() (backward edges, total int) {
	order := e.order()
	place := map[string]int{}
	for i, file := range order {
		place[file] = i
	}
	backward = edges{}
	for pair, n := range e {
		if place[pair[0]] < place[pair[1]] {
			backward[pair] = n
		}
	}
	return backward, count(e)
}

// order puts a file before those that refer to it. Starting from the names' order, each file is
// moved to its best place until no move helps.
func (e edges) order() []string {
	set := map[string]bool{}
	for pair := range e {
		set[pair[0]], set[pair[1]] = true, true
	}
	order := slices.Sorted(maps.Keys(set))
	for moved := true; moved; {
		moved = false
		for _, file := range slices.Clone(order) {
			if better, ok := e.moveToBest(order, file); ok {
				order, moved = better, true
			}
		}
	}
	return order
}

// moveToBest moves a file to the place at which the fewest references from and to it run back.
func (e edges) moveToBest(order []string, file string) ([]string, bool) {
	at := slices.Index(order, file)
	rest := slices.Delete(slices.Clone(order), at, at+1)
	cost := 0 // in front of all: what the file refers to comes later
	for _, other := range rest {
		cost += e[[2]string{file, other}]
	}
	best, least, today := 0, cost, 0
	for i, other := range rest {
		if i == at {
			today = cost
		}
		cost += e[[2]string{other, file}] - e[[2]string{file, other}]
		if cost < least {
			best, least = i+1, cost
		}
	}
	if at == len(rest) {
		today = cost
	}
	return slices.Insert(rest, best, file), least < today
}

func TestTheOrderOfFilesIsFound(t *testing.T) {
	e := edges{{"b.go", "a.go"}: 3, {"c.go", "b.go"}: 2, {"a.go", "c.go"}: 1}
	if backward, total := e.inBestOrder(); total != 6 || count(backward) != 1 {
		t.Errorf("%d of %d run back", count(backward), total)
	}
}
