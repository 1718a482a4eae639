package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

const faulty = `[{"Server": "EX01", "Name": "In", "Enabled": true, "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:25"], "RemoteIPRanges": ["0.0.0.0-255.255.255.255"],
	"AuthMechanism": "Integrated", "PermissionGroups": "AnonymousUsers", "RequireTLS": false, "Fqdn": null, "TlsCertificateName": null, "TlsDomainCapabilities": []}]`

// execute runs a command line in this process.
func execute(t *testing.T, stdin io.Reader, args ...string) (stdout, stderr []byte, exit int) {
	t.Helper()
	var out, errs bytes.Buffer
	command := newRoot()
	command.SetIn(stdin)
	command.SetOut(&out)
	command.SetErr(&errs)
	command.SetArgs(args)
	err := command.ExecuteContext(t.Context())
	var ended status
	if err != nil && !errors.As(err, &ended) {
		return out.Bytes(), []byte(err.Error()), misused
	}
	return out.Bytes(), errs.Bytes(), int(ended)
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// oddNames are names that a file may have and that no medium should act on.
var oddNames = []string{
	"a\nb::error::x.json", "\x1b[31mred\x1b]0;title\a.json", "a\u202ecsv.json", "100%25%0A.json", "two  spaces.json", "-x.json", "--config.json", "::error ::x.json",
	"\xff\xfe.json", "a\rb.json", "$(touch pwned)`id`.json", "'; x \".json", "\u2028.json", "<script>.json", "a?b#c.json", "~.json", "[b](http:x).json", "C:\\x.json", "#[error].json", "\u00a0.json",
}

func TestOddFileNamesAreReadAndActOnNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range oddNames {
		write(t, name, []byte(faulty))
		write(t, "broken "+name, []byte("{"))
	}
	for _, format := range []string{"text", "json", "sarif", "github", "github-sarif"} {
		stdout, stderr, exit := execute(t, nil, "check", "--as-of", "2026-11-20", "--only", "receive/tls-not-offered", "-v", "-f", format, ".")
		if exit != untrusted {
			t.Errorf("%s: exit status %d", format, exit)
		}
		harmless(t, format, stdout)
		harmless(t, "standard error", stderr)
		if strings.Contains(format, "s") && format != "text" && !json.Valid(stdout) {
			t.Errorf("%s is no JSON", format)
		}
	}
}

// harmless wants text of nothing but visible characters, lines, and commands to a CI
// runner that are exchlint's own.
func harmless(t *testing.T, what string, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("%s is no UTF-8", what)
	}
	for i, r := range string(text) {
		if r != '\n' && r != '\t' && !unicode.IsGraphic(r) {
			t.Errorf("%s shows %q in %q", what, r, text[max(i-20, 0):min(i+20, len(text))])
			return
		}
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "::") && !strings.Contains(line, " file=") && !strings.HasPrefix(line, "::notice") && !strings.HasPrefix(line, "::error title=") {
			t.Errorf("%s commands %q", what, line)
		}
	}
}

func TestOddFileNamesMayBeNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range oddNames {
		write(t, name, []byte(faulty))
		stdout, stderr, exit := execute(t, nil, "check", "--as-of", "2026-11-20", "--only", "receive/tls-not-offered", "--", name)
		if exit != failed {
			t.Errorf("%q: exit status %d: %s%s", name, exit, stdout, stderr)
		}
	}
}

func TestAFolderOfThousandsIsRead(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 3000 {
		write(t, fmt.Sprintf("EX%04d.json", i), []byte(strings.ReplaceAll(faulty, "EX01", fmt.Sprintf("EX%04d", i))))
	}
	stdout, _, exit := execute(t, nil, "check", "--as-of", "2026-11-20", "--only", "receive/tls-not-offered", "-q")
	if got := bytes.Count(stdout, []byte("\n")); exit != failed || got != 3000 {
		t.Errorf("exit status %d, %d findings", exit, got)
	}
}

func TestStandardInputThatNeverEndsIsNotWaitedFor(t *testing.T) {
	stdin, never := io.Pipe()
	defer never.Close()
	stdout, _, exit := execute(t, stdin, "check", "--as-of", "2026-11-20", "--timeout", "50ms", "-")
	if exit != untrusted || !strings.Contains(string(stdout), "stdin: error: cannot read standard input: the run stopped before ") {
		t.Errorf("exit status %d: %s", exit, stdout)
	}
}

func TestStandardInputIsReadOnceAndWithinTheLimits(t *testing.T) {
	g := &gatherer{ctx: t.Context(), seen: map[string]bool{}, left: 10}
	g.readStdin(strings.NewReader(faulty), "stdin")
	g.readStdin(strings.NewReader(faulty), "stdin")
	if want := "cannot read standard input: " + errTooMuch.Error(); len(g.inputs) != 1 || g.inputs[0].Problem != want || g.inputs[0].Data != nil {
		t.Errorf("%+v", g.inputs)
	}
}

func TestAFileIsReadWholeOrNot(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.json")
	write(t, name, []byte(faulty))
	if data, err := readFile(t.Context(), name, 1000); err != nil || string(data) != faulty {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := readFile(t.Context(), name, 10); !errors.Is(err, errTooMuch) {
		t.Errorf("more than is left: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := readFile(ended, name, 1000); !errors.Is(err, errEnded) {
		t.Errorf("after the run has ended: %v", err)
	}
	if _, err := readFile(t.Context(), name+".gone", 1000); err == nil || reason(err) != "no such file or directory" {
		t.Errorf("a file that has vanished: %v", err)
	}
	if _, err := readFile(t.Context(), filepath.Dir(name), 1000); !errors.Is(err, errIrregular) {
		t.Errorf("a folder in its place: %v", err)
	}
	if err := os.Truncate(name, 1<<31+1); err == nil {
		if _, err := readFile(t.Context(), name, 1<<40); !errors.Is(err, errTooLarge) {
			t.Errorf("a large file: %v", err)
		}
	}
}

// TestAFileThatGrowsIsNotHalfRead reads one of Linux's that hold more than they say.
func TestAFileThatGrowsIsNotHalfRead(t *testing.T) {
	if _, err := os.Stat("/proc/version"); err != nil {
		t.Skip("no /proc")
	}
	if _, err := readFile(t.Context(), "/proc/version", 1000); !errors.Is(err, errChanged) {
		t.Error(err)
	}
}

func TestMoreFilesThanAreReadAreSaid(t *testing.T) {
	g := &gatherer{ctx: t.Context(), here: "/", seen: map[string]bool{}, inputs: make([]lint.Input, mostFiles-1)}
	for i := range 3 {
		g.take(lint.Input{Name: fmt.Sprint(i)})
	}
	if last := g.inputs[len(g.inputs)-1]; len(g.inputs) != mostFiles+1 || last.Name != "1" || last.Problem == "" {
		t.Errorf("%d inputs, the last %+v", len(g.inputs), last)
	}
}

// packed makes an archive of entries.
func packed(t *testing.T, entries ...*zip.FileHeader) []byte {
	t.Helper()
	var data bytes.Buffer
	archive := zip.NewWriter(&data)
	for _, header := range entries {
		w, err := archive.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, header.Comment); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func TestArchivesAreUnpackedWithBounds(t *testing.T) {
	entry := func(name, content string) *zip.FileHeader {
		return &zip.FileHeader{Name: name, Comment: content, Method: zip.Deflate}
	}
	link := entry("link.json", "/etc/passwd")
	link.SetMode(os.ModeSymlink | 0o777)
	locked := entry("locked.json", "[]")
	locked.Flags = 1
	strange := packed(t, entry("strange.json", "[]"))
	strange[bytes.LastIndex(strange, []byte("PK\x01\x02"))+10] = 14 // the method: LZMA
	many := make([]*zip.FileHeader, mostEntries+1)
	for i := range many {
		many[i] = &zip.FileHeader{Name: "x"}
	}
	lying := packed(t, entry("lying.json", faulty))
	at := bytes.LastIndex(lying, []byte("PK\x01\x02")) + 24 // the size in the directory
	lying[at]++
	tests := []struct {
		name string
		data []byte
		left int64
		want []string
	}{
		{"exports", packed(t, entry("EX01/rc.json", faulty), entry("EX01/", ""), entry("a.exe", "x")), mostBytes, []string{"x.zip!EX01/rc.json: read"}},
		{"a way out", packed(t, entry("./../../etc/rc.json", "1"), entry(`..\rc.csv`, "1")), mostBytes, []string{"x.zip!../../etc/rc.json: read", "x.zip!../rc.csv: read"}},
		{"the same name twice", packed(t, entry("rc.json", "1"), entry("rc.json", "2")), mostBytes, []string{"x.zip!rc.json: read", "x.zip!rc.json: read"}},
		{"a bomb", packed(t, entry("rc.json", strings.Repeat(" ", 1<<20))), mostBytes, []string{"x.zip!rc.json: the file unpacks to more than 200 times its packed size, which no export does"}},
		{"more than is left", packed(t, entry("rc.json", faulty)), 10, []string{"x.zip!rc.json: " + errTooMuch.Error()}},
		{"a link", packed(t, link), mostBytes, []string{"x.zip!link.json: a link or device in an archive"}},
		{"an encrypted file", packed(t, locked), mostBytes, []string{"x.zip!locked.json: the file is encrypted; unpack the archive first"}},
		{"a file packed in another way", strange, mostBytes, []string{"x.zip!strange.json: unsupported compression method; unpack the archive first"}},
		{"another size", lying, mostBytes, []string{"x.zip!lying.json: the archive is damaged"}},
		{"too many files", packed(t, many...), mostBytes, []string{"x.zip: the archive has more than 100,000 files; split it"}},
		{"nothing", packed(t), mostBytes, []string{"x.zip: the archive has no file that can be an export"}},
		{"cut", lying[:len(lying)-10], mostBytes, []string{"x.zip: not a readable zip archive; create it again, or check the folder instead"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := &gatherer{ctx: t.Context(), left: test.left}
			g.unpack(lint.Input{Name: "x.zip"}, test.data)
			var got []string
			for _, input := range g.inputs {
				word := input.Problem + input.Skip
				if word == "" {
					word = "read"
				}
				got = append(got, input.Name+": "+word)
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTimeRunsOutWhileAnArchiveIsUnpacked(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 0)
	defer stop()
	<-ctx.Done()
	start := time.Now()
	g := &gatherer{ctx: ctx, left: mostBytes}
	g.unpack(lint.Input{Name: "x.zip"}, packed(t, &zip.FileHeader{Name: "a.json", Comment: faulty}))
	if len(g.inputs) != 1 || g.inputs[0].Data != nil || time.Since(start) > time.Second {
		t.Errorf("%+v", g.inputs)
	}
}
