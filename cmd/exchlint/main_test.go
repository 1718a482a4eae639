package main

import (
	"archive/zip"
	"flag"
	"net"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"exchlint": main})
}

// TestScripts runs command lines as a user would: real arguments, files and exit
// statuses. The flag -update rewrites what they are compared with. Every JSON report of a
// check that a script prints or leaves in a file has to match its schema.
func TestScripts(t *testing.T) {
	update := flag.Lookup("update")
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: update != nil && update.Value.String() == "true",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			env.Defer(func() {
				if _, err := validateReports(env.WorkDir); err != nil {
					env.T().Fatal(err)
				}
			})
			return nil
		},
		Condition: func(name string) (bool, error) { return name == "root" && os.Geteuid() == 0, nil },
		Cmds:      map[string]func(*testscript.TestScript, bool, []string){"status": wantStatus, "utf16": utf16File, "zip": zipFiles, "socket": makeSocket},
	})
}

// wantStatus runs exchlint and wants an exit status: status 3 check file.json.
func wantStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status N ARG...")
	}
	err := ts.Exec("exchlint", args[1:]...)
	got := "0"
	if err != nil {
		got = err.Error()[len("exit status "):]
	}
	if got != args[0] {
		ts.Fatalf("exchlint %v: exit status %s, want %s", args[1:], got, args[0])
	}
	if report := []byte(ts.ReadFile("stdout")); isReport(report) {
		ts.Check(validateReport(report))
	}
}

// utf16File writes a file again as Windows PowerShell does by default: in UTF-16, little
// end first, with a byte order mark and carriage returns.
func utf16File(ts *testscript.TestScript, neg bool, args []string) {
	text := []byte{0xff, 0xfe}
	for _, c := range ts.ReadFile(args[0]) {
		if c == '\n' {
			text = append(text, '\r', 0)
		}
		text = append(text, byte(c), byte(c>>8))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}

// makeSocket leaves a socket behind: socket exports/x.json.
func makeSocket(ts *testscript.TestScript, neg bool, args []string) {
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: ts.MkAbs(args[0]), Net: "unix"})
	ts.Check(err)
	listener.SetUnlinkOnClose(false)
	ts.Check(listener.Close())
}

// zipFiles packs files: zip exports.zip a.json b/c.json.
func zipFiles(ts *testscript.TestScript, neg bool, args []string) {
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	archive := zip.NewWriter(file)
	for _, name := range args[1:] {
		entry, err := archive.Create(name)
		ts.Check(err)
		_, err = entry.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(archive.Close())
	ts.Check(file.Close())
}
