package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unwanted are phrases that a reader of messages, help and documentation must puzzle over, and
// what to write instead.
var unwanted = map[*regexp.Regexp]string{
	regexp.MustCompile(`(?i)\b(is|are) no [a-z]+\b`):                                `"is not a ..."`,
	regexp.MustCompile(`(?i)\bmend(s|ed|ing)?\b`):                                   `"fix"`,
	regexp.MustCompile(`(?i)\bhangs? on\b`):                                         `"depends on"`,
	regexp.MustCompile(`(?i)\bstands? (here|there)\b`):                              `"is here", or the name of the fault`,
	regexp.MustCompile(`(?i)\bto begin with\b`):                                     `"starter"`,
	regexp.MustCompile(`(?i)\bas if it were\b`):                                     `"as of"`,
	regexp.MustCompile(`(?i)\bsigned itself\b`):                                     `"is self-signed"`,
	regexp.MustCompile(`(?i)\bwhat is not there yet\b`):                             `"known limitations"`,
	regexp.MustCompile(`(?i)\b(gives? [a-z ]*away|nobody vouches|come too fast)\b`): `what happens, without a figure of speech`,
	regexp.MustCompile(`(?i)\bsomebody changed\b`):                                  `"were customized"`,
	regexp.MustCompile(`(?i)\b(can't be trusted|no rule knows|does not tell)\b`):    `what is incomplete, unknown or missing`,
	regexp.MustCompile(`(?i)\b(people see|to mend it|it fires on|it stays silent)`): `"Symptoms", "How to fix it", "Failing example", "Passing example"`,
}

func TestMessagesHelpAndDocumentationUsePlainWords(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		for _, text := range readersText(t, path) {
			text = strings.NewReplacer("here is no ", "", "here are no ", "", " is no longer ", "", "which there is no ", "").Replace(text)
			for phrase, better := range unwanted {
				if found := phrase.FindString(text); found != "" {
					t.Errorf("%s: %q in %.120q; write %s", path, found, text, better)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readersText returns what users read of a file: the lines of documentation, the rules, and the
// texts in Go code, which are messages and help.
func readersText(t *testing.T, path string) []string {
	switch {
	case strings.HasSuffix(path, "_test.go"), strings.HasSuffix(path, "_test.rego"), strings.Contains(path, "testdata"), strings.Contains(path, "node_modules"):
		return nil
	case filepath.Ext(path) == ".go":
		return literals(t, path)
	case filepath.Ext(path) == ".md", filepath.Ext(path) == ".rego", filepath.Base(filepath.Dir(path)) == "schema" && filepath.Ext(path) == ".json":
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(data), "\n")
	}
	return nil
}

// literals returns the texts in a Go file.
func literals(t *testing.T, path string) (texts []string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			texts = append(texts, literal.Value)
		}
		return true
	})
	return texts
}
