package syntax

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/parse.ps1
var parseScript string

// seen is what a parser sees in a file.
type seen struct {
	errors []int // lines
	first  string
	nodes  []string
}

func TestTheRealParserSeesTheSame(t *testing.T) {
	pwsh, err := exec.LookPath("pwsh")
	if err != nil {
		t.Skip("pwsh is not on PATH: nothing to compare with")
	}
	files := scripts(t)
	for file, want := range realParser(t, pwsh, files) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, file, want, ownParser(string(text)))
	}
	t.Logf("%d scripts compared", len(files))
}

// compare holds the verdicts within a line, and the trees where both parse.
func compare(t *testing.T, file string, want, got seen) {
	t.Helper()
	switch {
	case len(want.errors) > 0 && len(got.errors) == 0:
		t.Errorf("%s: PowerShell refuses line %d: %s", file, want.errors[0], want.first)
	case len(want.errors) == 0 && len(got.errors) > 0:
		t.Errorf("%s: PowerShell parses it; line %d: %s", file, got.errors[0], got.first)
	case len(want.errors) > 0:
		if !near(want.errors, got.errors[0]) {
			t.Errorf("%s: PowerShell has errors in lines %v (%s), first one here in line %d: %s", file, want.errors, want.first, got.errors[0], got.first)
		}
	default:
		if diff := cmp.Diff(want.nodes, got.nodes); diff != "" {
			t.Errorf("%s: other nodes (-PowerShell +here):\n%s", file, diff)
		}
	}
}

func near(lines []int, line int) bool {
	return slices.ContainsFunc(lines, func(l int) bool { return l >= line-1 && l <= line+1 })
}

// scripts lists the scripts of the project and of the folder in EXCHLINT_SCRIPTS.
func scripts(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, root := range []string{"../../../..", os.Getenv("EXCHLINT_SCRIPTS")} {
		if root == "" {
			continue
		}
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if ext := strings.ToLower(filepath.Ext(path)); !entry.IsDir() && (ext == ".ps1" || ext == ".psm1") {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func realParser(t *testing.T, pwsh string, files []string) map[string]seen {
	t.Helper()
	script := filepath.Join(t.TempDir(), "parse.ps1")
	if err := os.WriteFile(script, []byte(parseScript), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(pwsh, "-NoProfile", "-NonInteractive", "-File", script)
	command.Stdin = strings.NewReader(strings.Join(files, "\n"))
	out, err := command.Output()
	if err != nil {
		t.Fatalf("run pwsh: %v", err)
	}
	found, file := map[string]seen{}, ""
	for line := range strings.Lines(string(out)) {
		word, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		s := found[file]
		switch word {
		case "file":
			file, s = rest, seen{}
		case "error":
			number, message, _ := strings.Cut(rest, " ")
			if strings.HasPrefix(message, "TypeNotFound ") {
				continue // the meaning is refused, not the syntax
			}
			n, _ := strconv.Atoi(number)
			s.errors = append(s.errors, n)
			s.first = first(s.first, message)
		case "node":
			s.nodes = append(s.nodes, withoutAttributes(realKinds.Replace(rest)))
		}
		found[file] = s
	}
	for file, s := range found {
		slices.Sort(s.nodes)
		found[file] = s
	}
	return found
}

var realKinds = strings.NewReplacer("TypeConstraint", "Type", "TypeExpression", "Type")

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func ownParser(text string) seen {
	text = strings.TrimPrefix(text, "\uFEFF")
	script := Parse(text)
	var s seen
	for _, e := range script.Errors {
		line, _ := LineColumn(text, e.Start)
		s.errors = append(s.errors, line)
		s.first = first(s.first, e.Message)
	}
	offsets := utf16Offsets(text)
	var inFunction *ParamBlock
	hidden := map[Node]bool{}
	s.nodes = impliedNodes(script.Body, offsets)
	Walk(script.Body, func(node Node) bool {
		hideLiterals(hidden, node)
		if f, ok := node.(*Function); ok && f.Params != nil {
			inFunction = f.Params
		}
		if kind := realName(node); kind != "" && node != Node(inFunction) && !hidden[node] {
			span := node.Extent()
			s.nodes = append(s.nodes, withoutAttributes(fmt.Sprintf("%s %d %d", kind, offsets(span.Start), offsets(span.End))))
		}
		return true
	})
	slices.Sort(s.nodes)
	return s
}

// withoutAttributes drops the start of a param block, which the real parser counts
// without the attributes before it.
func withoutAttributes(node string) string {
	if rest, ok := strings.CutPrefix(node, "ParamBlock "); ok {
		_, end, _ := strings.Cut(rest, " ")
		return "ParamBlock ... " + end
	}
	return node
}

// impliedNodes lists what only the real parser has nodes for: the $true of [A(Name)].
func impliedNodes(root Node, offsets func(int) int) []string {
	var nodes []string
	Walk(root, func(node Node) bool {
		if arg, ok := node.(*NamedArgument); ok && arg.Value == nil {
			nodes = append(nodes, fmt.Sprintf("ConstantExpression %d %d", offsets(arg.Start), offsets(arg.End)))
		}
		return true
	})
	return nodes
}

// hideLiterals notes the literal parts of a text, which the real parser has no nodes for.
func hideLiterals(hidden map[Node]bool, node Node) {
	text, ok := node.(*Expandable)
	if !ok {
		return
	}
	for _, part := range text.Parts {
		if literal, ok := part.(*Text); ok {
			hidden[literal] = true
		}
	}
}

// utf16Offsets returns a function from offsets in bytes to offsets in UTF-16 units.
func utf16Offsets(text string) func(int) int {
	table := make([]int, len(text)+1)
	n := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		for j := range size {
			table[i+j] = n
		}
		i, n = i+size, n+1
		if r > 0xFFFF {
			n++
		}
	}
	table[len(text)] = n
	return func(i int) int { return table[i] }
}

// realName returns the name of the real parser's class for a node, or "" for what isn't compared.
func realName(node Node) string {
	switch node := node.(type) {
	case *Text:
		return "StringConstantExpression"
	case *Loop:
		return map[string]string{"while": "WhileStatement", "do while": "DoWhileStatement", "do until": "DoUntilStatement"}[node.Kind]
	case *Jump:
		return strings.ToUpper(node.Kind[:1]) + node.Kind[1:] + "Statement"
	case *Redirection:
		if node.Target == nil {
			return "MergingRedirection"
		}
		return "FileRedirection"
	case *Unsupported:
		if node.Kind == "class" || node.Kind == "enum" {
			return "TypeDefinition"
		}
		return "FunctionDefinition"
	}
	return realNames[fmt.Sprintf("%T", node)]
}

var realNames = map[string]string{
	"*syntax.Pipeline": "Pipeline", "*syntax.PipelineChain": "PipelineChain", "*syntax.Command": "Command",
	"*syntax.CommandExpression": "CommandExpression", "*syntax.CommandParameter": "CommandParameter",
	"*syntax.Assignment": "AssignmentStatement", "*syntax.If": "IfStatement", "*syntax.For": "ForStatement",
	"*syntax.ForEach": "ForEachStatement", "*syntax.Switch": "SwitchStatement", "*syntax.Try": "TryStatement",
	"*syntax.Catch": "CatchClause", "*syntax.Trap": "TrapStatement", "*syntax.Function": "FunctionDefinition",
	"*syntax.Data": "DataStatement", "*syntax.Using": "UsingStatement", "*syntax.ParamBlock": "ParamBlock",
	"*syntax.Parameter": "Parameter", "*syntax.Attribute": "Attribute", "*syntax.Expandable": "ExpandableStringExpression",
	"*syntax.Number": "ConstantExpression", "*syntax.Variable": "VariableExpression", "*syntax.Unary": "UnaryExpression",
	"*syntax.Binary": "BinaryExpression", "*syntax.Ternary": "TernaryExpression", "*syntax.Type": "Type",
	"*syntax.Cast": "ConvertExpression", "*syntax.Attributed": "AttributedExpression", "*syntax.Member": "MemberExpression",
	"*syntax.Invoke": "InvokeMemberExpression", "*syntax.Index": "IndexExpression", "*syntax.Array": "ArrayLiteral",
	"*syntax.Paren": "ParenExpression", "*syntax.SubExpression": "SubExpression", "*syntax.ArrayExpression": "ArrayExpression",
	"*syntax.Hashtable": "Hashtable", "*syntax.Block": "ScriptBlockExpression",
}
