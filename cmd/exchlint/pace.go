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
	sparing        = 12                          // while what is in use comes to about what there should be
	hurried        = 200                         // the heap triples between two looks
)

// pace is the garbage collector's, while a command runs. It looks when the heap has grown to what
// the inputs allow for, and when a step is done and has left much, for then the least is in use.
// nil leaves it alone.
type pace struct {
	mu     sync.Mutex
	before int    // as it was; ended once that is set back
	small  bool   // the inputs are, and nothing is much
	enough uint64 // to what the heap may grow before it looks, in bytes
	live   uint64 // about what it left when it looked
}

const ended = -2 // which no pace is

// setPace sets the collector's pace. Whoever set GOGC has chosen one.
func setPace(percent int) *pace {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	return &pace{before: debug.SetGCPercent(percent), enough: firstLook}
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

// read allows for inputs.
func (p *pace) read(inputs []lint.Input) {
	if p == nil {
		return
	}
	var size int64
	for _, input := range inputs {
		size += input.Size + int64(len(input.Data))
	}
	p.small = size < leastHeap/4
	p.enough = enoughFor(size)
	p.follow(leastHeap)
}

// enoughFor returns to what the heap may grow with inputs of a size. What is in use grows by about
// a third of that. The room beside it lets the collector wait for the next rest; with large
// inputs, all that a run makes between two rests would be too much.
func enoughFor(size int64) uint64 {
	more := max(0, min(size, 1<<40)-beside)
	first := min(more, ample)
	return firstLook + uint64(first/2+(more-first)*13/32)
}

// How much of the inputs is read in what the heap may grow to without them, and how much more
// there may be for it to have that room, in bytes.
const (
	beside = 8 << 20
	ample  = 64 << 20
)

// follow sets the pace by what is in use, and again whenever the collector has looked, until the
// pace has ended. Where much more is in use than was allowed for, that can't be helped, and time
// counts.
func (p *pace) follow(live uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.before == ended {
		return
	}
	p.live = max(live, leastHeap)
	percent := hurried
	if p.live < p.enough+p.enough/8 {
		percent = max(sparing, int(100*max(p.enough, p.live)/p.live)-100)
	}
	debug.SetGCPercent(percent)
	runtime.AddCleanup(new(unheld), func(string) { p.follow(heap()) }, "")
}

// rest has the collector look, if there may be much to find.
func (p *pace) rest() {
	if p == nil || p.small {
		return
	}
	p.mu.Lock()
	live := p.live
	p.mu.Unlock()
	if all := heap(); all > firstLook && all > live+max(leastHeap, live/4) {
		runtime.GC()
	}
}

// heap returns how much lies in the heap, in bytes.
func heap() uint64 {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

// unheld is what nobody holds, so that its cleanup runs after the next collection. What is
// tiny may share its place with others, and stay as long as they do.
type unheld [64]byte
