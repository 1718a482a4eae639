package main

import (
	"context"

	"github.com/exchlint/exchlint/internal/lint"
)

// gatherer collects the inputs that a command line names.
type gatherer struct {
	ctx    context.Context
	here   string // the current folder: names in reports are relative to it
	seen   map[string]bool
	left   int64 // how many bytes may still be read
	inputs []lint.Input
}
