package config

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// What people copy from the documents must work.
func TestTheConfigurationsInTheDocumentsAreRight(t *testing.T) {
	tried := 0
	for _, file := range []string{"../../README.md", "../../docs/configuration.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range yamlBlock.FindAllStringSubmatch(string(text), -1) {
			if !strings.Contains(block[1], "version: 1\n") {
				continue
			}
			tried++
			if err := read(t, block[1]).Verify(builtinRules(t)); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if tried < 3 {
		t.Errorf("only %d configurations were found", tried)
	}
}

func TestTheDocumentsNameEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys(shapeAt("#/type"), nil) {
		if !strings.Contains(string(text), "`"+key+"`") && !strings.Contains(string(text), key+":") {
			t.Errorf("docs/configuration.md says nothing of %s", key)
		}
	}
}

// keys lists the keys of a schema and of what is inside it.
func keys(shape map[string]any, found []string) []string {
	properties, _ := shape["properties"].(map[string]any)
	for key, inner := range properties {
		inner, _ := inner.(map[string]any)
		found = append(keys(inner, found), key)
		items, _ := inner["items"].(map[string]any)
		found = keys(items, found)
	}
	return found
}
