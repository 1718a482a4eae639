// Package policies holds the rules that exchlint comes with: a folder for each, with
// the rule, its tests, an export that makes it fire and one that doesn't. A folder's
// path is the rule's ID.
package policies

import "embed"

// Files are all rules and what belongs to them.
//
//go:embed */*
var Files embed.FS
