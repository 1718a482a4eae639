package main

import (
	"os"
	"time"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// What a run takes in, so that no folder and no archive can fill the memory. The README
// has these and all others.
const (
	mostFiles    = 100_000 // files of a run, those in archives included
	mostBytes    = 4 << 30 // bytes of all files together
	mostEntries  = 100_000 // files of an archive
	mostUnpacked = source.MaxSize
	mostBaseline = 512 << 20
	mostRatio    = 200 // bytes unpacked for each packed one: text packs to a twentieth
	longestRun   = 5 * time.Minute
)

// memoryFor returns how much memory a run may hold before the garbage collector works harder,
// for [debug.SetMemoryLimit]: about half of its inputs. It is -1, which changes nothing, where
// the environment sets the collector's pace or limit.
func memoryFor(inputs []lint.Input) int64 {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return -1
	}
	var size int64
	for _, input := range inputs {
		size += input.Size + int64(len(input.Data))
	}
	return max(leastMemory, besideInputs+size/2)
}

// What a run may hold however small its inputs are, and besides half of large ones, in bytes.
const (
	leastMemory  = 96 << 20
	besideInputs = 40 << 20
)
