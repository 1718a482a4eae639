package main

import (
	"time"

	"github.com/exchlint/exchlint/internal/source"
)

// What a run takes in, so that no folder and no archive can fill the memory. The README
// has these and all others.
const (
	mostFiles    = 100_000 // files of a run, those in archives included
	mostBytes    = 4 << 30 // bytes of all files together
	mostEntries  = 100_000 // files of an archive
	mostUnpacked = source.MaxSize
	mostRatio    = 200 // bytes unpacked for each packed one: text packs to a twentieth
	longestRun   = 5 * time.Minute
)
