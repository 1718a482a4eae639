package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
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
	hurried        = 200                         // the heap triples between two looks
)

// pace is the garbage collector's, while a command runs. It looks when the heap has grown to what
// the inputs allow for, and when a step is done and has left much, for then the least is in use.
// nil leaves it alone.
type pace struct {
	mu     sync.Mutex
	before int    // as it was; ended once that is set back
	enough uint64 // to what the heap may grow before it looks, in bytes
}

const ended = -2 // which no pace is

// setPace sets the collector's pace. Whoever set GOGC has chosen one.
func setPace(percent int) *pace {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	return &pace{before: debug.SetGCPercent(percent), enough: firstLook}
}

// change changes the pace, and returns false where it has ended.
func (p *pace) change(percent int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.before == ended {
		return false
	}
	debug.SetGCPercent(percent)
	return true
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

// read allows for inputs: with them grows what a run needs, by about half of their size, and in
// what more there is it makes garbage.
func (p *pace) read(inputs []lint.Input) {
	if p == nil {
		return
	}
	var size int64
	for _, input := range inputs {
		size += input.Size + int64(len(input.Data))
	}
	p.enough = firstLook + uint64(max(0, min(size, 1<<40)-beside)*3/4)
	p.follow(leastHeap)
}

// beside is how much of the inputs is read in what the heap may grow to without them.
const beside = 8 << 20

// follow sets the pace by what is in use, and again whenever the collector has looked.
func (p *pace) follow(live uint64) {
	live = max(live, leastHeap)
	more := max(p.enough, live) - live
	if p.change(max(hurried, int(100*more/live))) {
		runtime.AddCleanup(new(unheld), func(string) { p.follow(heap(inUse)) }, "")
	}
}

// rest has the collector look, if there may be much to find.
func (p *pace) rest() {
	if p == nil {
		return
	}
	all, live := heap("/memory/classes/heap/objects:bytes"), heap(inUse)
	if all > firstLook && all-min(live, all) > max(leastHeap, live/4) {
		runtime.GC()
	}
}

// inUse is what was in use when the collector looked the last time.
const inUse = "/gc/heap/live:bytes"

// heap returns a size that the runtime measures, in bytes.
func heap(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// unheld is what nobody holds, so that its cleanup runs after the next collection. What is
// tiny may share its place with others, and stay as long as they do.
type unheld [64]byte
