package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/exchlint/exchlint/internal/lint"
)

// The heap at which the garbage collector first looks, which it never does for a small
// organization, and the least that it knows.
const (
	firstLook = 16 << 20
	leastHeap = 4 << 20
)

// The collector's paces, as GOGC counts them.
const (
	unhurried      = 100 * firstLook / leastHeap // it looks first at that size
	whileCompiling = 400                         // of what that makes, nearly all stays
	betweenRests   = 300                         // it looks when a step is done, and else seldom
)

// pace is the garbage collector's, while a command runs. It looks when a step has let go of
// much and little is left to go through, not in the midst of one; nil leaves it alone.
type pace struct {
	mu     sync.Mutex
	before int // as it was; ended once that is set back
}

const ended = -2 // which no pace is

// setPace sets the collector's pace. Whoever set GOGC has chosen one.
func setPace(percent int) *pace {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	return &pace{before: debug.SetGCPercent(percent)}
}

// change changes the pace, unless it has ended.
func (p *pace) change(percent int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.before != ended {
		debug.SetGCPercent(percent)
	}
}

// end sets back the pace before this one.
func (p *pace) end() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	debug.SetGCPercent(p.before)
	p.before = ended
}

// read has the collector look only when more has been made of a large input than reading it
// should leave, and go at its pace between rests from then on.
func (p *pace) read(inputs []lint.Input) {
	var size int64
	for _, input := range inputs {
		size += input.Size + int64(len(input.Data))
	}
	later := max(0, min(size, 1<<30)-firstLook) * 3 / 4
	p.change(int(100 * (firstLook + later) / leastHeap))
	runtime.AddCleanup(new(unheld), p.change, betweenRests)
}

// rest has the collector look, if there is much to look at.
func (p *pace) rest() {
	if p == nil {
		return
	}
	var memory runtime.MemStats
	if runtime.ReadMemStats(&memory); memory.HeapAlloc > firstLook {
		runtime.GC()
	}
}

// unheld is what nobody holds, so that its cleanup runs after the first collection. What is
// tiny may share its place with others, and stay as long as they do.
type unheld [64]byte
