package rules

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const anyRule = `findings contains {"property": "", "message": "m"} if input.Enabled`

// policyText returns the text of the rule test/rule.
func policyText(t *testing.T, body string) string {
	t.Helper()
	text, err := fs.ReadFile(bundle("ReceiveConnector", body), "test/rule/rule.rego")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAFolderWithoutAPolicyIsRefused(t *testing.T) {
	for name, file := range map[string]string{"empty": "readme.txt", "of tests": "test/rule/rule_test.rego", "of functions": "lib/f.rego"} {
		text := "package exchlint.lib.ours\n\nf(x) := x\n"
		if name == "of tests" {
			text = "package exchlint.test.rule_test\n\ntest_it if true\n"
		}
		set := fstest.MapFS{file: {Data: []byte(text)}}
		_, err := Load(bundle("ReceiveConnector", anyRule), Named("mine", set))
		if err == nil || !strings.HasPrefix(err.Error(), "mine: there is no policy in this folder") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestALinkToAFolderIsReported(t *testing.T) {
	folder := t.TempDir()
	if err := os.Symlink(filepath.Join("..", "elsewhere"), filepath.Join(folder, "test")); err != nil {
		t.Skip(err)
	}
	isRefused(t, Named("mine", os.DirFS(folder)), "mine/test: this is a symbolic link, which is not followed")
}

func TestAPolicyIsReadInTheEncodingsOfWindows(t *testing.T) {
	text := policyText(t, anyRule)
	wide := []byte{0xff, 0xfe}
	for _, c := range []byte(text) {
		wide = append(wide, c, 0)
	}
	for name, data := range map[string][]byte{"test/rule/rule.rego": []byte("\xef\xbb\xbf" + text), "test/rule/RULE.REGO": wide} {
		if set, err := Load(fstest.MapFS{name: {Data: data}}); err != nil || len(set.Rules) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPolicyFileHasAtMostOneMebibyte(t *testing.T) {
	text := policyText(t, anyRule) + strings.Repeat("#\n", 1<<19)
	isRefused(t, fstest.MapFS{"test/rule/rule.rego": {Data: []byte(text)}}, "test/rule/rule.rego: a policy file is 1 MiB at most")
}

func TestNothingIsAddedToTheLibraryOfTheFirstBundle(t *testing.T) {
	first := bundle("ReceiveConnector", anyRule, "lib/names.rego", "package exchlint.lib.names\n\nlisted(x) := x\n")
	for text, refused := range map[string]bool{
		"package exchlint.lib.names\n\nlisted(_) := 1\n":        true,
		"package exchlint.lib.names\n\nmore(_) := 1\n":          true,
		"package exchlint.lib\n\nnames.listed(_) := 1\n":        true,
		"package exchlint.lib.names.deeper\n\nlisted(_) := 1\n": true,
		"package exchlint.lib.names2\n\nlisted(_) := 1\n":       false,
	} {
		own := fstest.MapFS{"lib/own.rego": {Data: []byte(text)}, "ours/rule/rule.rego": {Data: []byte(strings.Replace(policyText(t, anyRule), "exchlint.test.rule", "exchlint.ours.rule", 1))}}
		_, err := Load(first, own)
		if refused != (err != nil && strings.HasPrefix(err.Error(), "lib/own.rego:3: exchlint.lib.names is a package of exchlint's own library")) {
			t.Errorf("%q: the error is %v", text, err)
		}
	}
}
