package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// watched returns a progress that somebody has watched for a time.
func watched(w *bytes.Buffer, since time.Duration) *progress {
	return &progress{w: w, start: time.Now().Add(-since)}
}

func TestAShortRunShowsNoProgress(t *testing.T) {
	var terminal bytes.Buffer
	p := watched(&terminal, 0)
	p.report("judging objects", 3, 10)
	p.end()
	if terminal.Len() > 0 {
		t.Errorf("%q", terminal.String())
	}
}

func TestALongRunShowsItsProgressAndTakesItAway(t *testing.T) {
	var terminal bytes.Buffer
	p := watched(&terminal, time.Minute)
	p.report("reading files", 2, 4)
	p.report("judging objects", 300, 1000)
	for _, word := range []string{"reading files", "2/4", "judging objects", "30%", "300/1000"} {
		if !strings.Contains(terminal.String(), word) {
			t.Errorf("%q is not in %q", word, terminal.String())
		}
	}
	p.end()
	p.end() // twice does no harm
	if shown := onScreen(terminal.String()); shown != "" {
		t.Errorf("%q stays behind", shown)
	}
	if strings.Contains(terminal.String(), "\n") {
		t.Errorf("the bar takes more than its line: %q", terminal.String())
	}
}

// onScreen returns what a terminal shows on its line in the end: what was written since the
// line was last cleared or gone back on.
func onScreen(written string) string {
	return strings.TrimSpace(written[strings.LastIndexAny(written, "\r")+1:])
}

func TestProgressIsForPeopleWhoWatch(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if newProgress(file, false) != nil || newProgress(nil, false) != nil {
		t.Error("a file is no terminal")
	}
	terminal := openTerminal(t)
	set := func(name, value string) { t.Setenv(name, value) }
	set("CI", "")
	set("TERM", "xterm")
	if newProgress(terminal, false) == nil {
		t.Error("a terminal shows progress")
	}
	if newProgress(terminal, true) != nil {
		t.Error("quiet is quiet")
	}
	set("TERM", "dumb")
	if newProgress(terminal, false) != nil {
		t.Error("a dumb terminal can't go back on a line")
	}
	set("TERM", "xterm")
	set("CI", "true")
	if newProgress(terminal, false) != nil {
		t.Error("the log of a CI job keeps everything")
	}
}

// openTerminal opens a pseudo-terminal where the system has them.
func openTerminal(t *testing.T) *os.File {
	t.Helper()
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here")
	}
	t.Cleanup(func() { terminal.Close() })
	return terminal
}
