package main

import "embed"

// scaffolds is a rule to begin with. AREA and RULE stand for its own names.
//
//go:embed scaffold
var scaffolds embed.FS
