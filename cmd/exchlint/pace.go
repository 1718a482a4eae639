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

// unhurried is the pace that has it look first at that size.
const unhurried = 100 * firstLook / leastHeap

// whileCompiling is its pace while rules are compiled: of what that makes, nearly all
// stays, and looking for the rest would be a fourth of the work.
const whileCompiling = 400

// setPace sets the collector's pace and returns what sets back the one before, once. Whoever
// set GOGC has chosen a pace.
func setPace(percent int) (back func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(percent)
	return sync.OnceFunc(func() { debug.SetGCPercent(before) })
}

// paceFor has the collector first look a quarter later of what a large input has more, and
// go its usual pace from then on: of a large organization, memory counts more than time.
func paceFor(inputs []lint.Input, usual func()) {
	var size int64
	for _, input := range inputs {
		size += input.Size + int64(len(input.Data))
	}
	later := max(0, min(size, 1<<30)-firstLook) / 4
	setPace(int(100 * (firstLook + later) / leastHeap))
	runtime.AddCleanup(new(unheld), func(usual func()) { usual() }, usual)
}

// unheld is what nobody holds, so that its cleanup runs after the first collection. What is
// tiny may share its place with others, and stay as long as they do.
type unheld [64]byte
