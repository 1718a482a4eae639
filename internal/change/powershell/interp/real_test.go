package interp

import (
	_ "embed"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

//go:embed testdata/run.ps1
var runScript string

// foreign is a host that knows no command.
type foreign struct{ calls []*Call }

func (*foreign) Kind(string) Kind { return Foreign }

func (f *foreign) Call(c *Call) Outcome {
	f.calls = append(f.calls, c)
	return Outcome{NotFollowed: "the command " + c.Name + " is not known"}
}

func TestTheRealShellComputesTheSame(t *testing.T) {
	pwsh, err := exec.LookPath("pwsh")
	if err != nil {
		t.Skip("pwsh is not on PATH: nothing to compare with")
	}
	scripts := slices.Concat(randomScripts(1, 1500), fixedScripts, administration, procedures, streams)
	wrong, honest := 0, 0
	for i, want := range realShell(t, pwsh, scripts) {
		got, known := ownShell(scripts[i])
		switch {
		case !known:
			honest++
			t.Logf("not followed: %s", scripts[i])
		case got != want:
			wrong++
			t.Errorf("%s\n  PowerShell: %q\n        here: %q", scripts[i], want, got)
		}
	}
	t.Logf("%d scripts: %d not followed, %d wrong", len(scripts), honest, wrong)
	if honest > len(scripts)/20 {
		t.Errorf("%d of %d scripts are not followed", honest, len(scripts))
	}
}

func realShell(t *testing.T, pwsh string, scripts []string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "run.ps1")
	if err := os.WriteFile(file, []byte(runScript), 0o600); err != nil {
		t.Fatal(err)
	}
	var input strings.Builder
	for _, s := range scripts {
		input.WriteString(base64.StdEncoding.EncodeToString([]byte(s)) + "\n")
	}
	command := exec.Command(pwsh, "-NoProfile", "-NonInteractive", "-File", file)
	command.Stdin = strings.NewReader(input.String())
	out, err := command.Output()
	if err != nil {
		t.Fatalf("run pwsh: %v", err)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(scripts) {
		t.Fatalf("%d answers to %d scripts", len(lines), len(scripts))
	}
	for i, line := range lines {
		var shown []string
		for _, word := range strings.Fields(line) {
			text, err := base64.StdEncoding.DecodeString(word)
			if err != nil {
				t.Fatal(err)
			}
			shown = append(shown, string(text))
		}
		lines[i] = strings.Join(shown, "\x1f")
	}
	return lines
}

// ownShell follows a script and shows its output. It reports false where it is not known.
func ownShell(text string) (shown string, known bool) {
	script := syntax.Parse(text)
	if len(script.Errors) > 0 {
		return "ERROR", true
	}
	result := Run(script, &foreign{}, Options{})
	if len(result.NotFollowed) > 0 {
		return "", false
	}
	var parts []string
	for _, v := range result.Output {
		if unknown(v) != nil || hasUnknown(v) != nil {
			return "", false
		}
		if v.Data == nil {
			parts = append(parts, "null")
			continue
		}
		parts = append(parts, typeName(v)+" "+Text(v))
	}
	for _, e := range result.Errors {
		if !e.Caught {
			return "ERROR", true
		}
	}
	return strings.Join(parts, "\x1f"), true
}
