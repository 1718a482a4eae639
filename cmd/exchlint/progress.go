package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows on a terminal how far a long run has come, on one line that is gone
// before anything else is written. It shows words of its own and numbers, and nothing
// from a file or its name. A nil progress shows nothing.
type progress struct {
	w     io.Writer
	start time.Time
	bar   *progressbar.ProgressBar
	what  string
}

// A run has to last before it shows a bar, and a bar has to stand before it is drawn anew.
const (
	untilShown = time.Second
	untilDrawn = 100 * time.Millisecond
)

// newProgress returns nil unless somebody watches: standard error is a terminal that can
// go back on a line, nobody asked for quiet, and it is no CI job whose log keeps all.
func newProgress(w io.Writer, quiet bool) *progress {
	file, ok := w.(*os.File)
	if !ok || quiet || os.Getenv("CI") == "true" || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return &progress{w: w, start: time.Now()}
}

// report takes how many things are done, of how many. Where that is not known, total is -1.
func (p *progress) report(what string, done, total int) {
	if p == nil || time.Since(p.start) < untilShown {
		return
	}
	if p.bar == nil || p.what != what {
		p.end()
		p.what, p.bar = what, newBar(p.w, what, total)
	}
	_ = p.bar.Set(done) // a bar that can't be drawn is no reason to stop
}

func newBar(w io.Writer, what string, total int) *progressbar.ProgressBar {
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what), progressbar.OptionSetWidth(20), progressbar.OptionShowCount(),
		progressbar.OptionSetTheme(progressbar.ThemeASCII), progressbar.OptionThrottle(untilDrawn), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(true))
}

// end takes the bar away.
func (p *progress) end() {
	if p != nil && p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
