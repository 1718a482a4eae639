package model

import (
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
)

// manifest is what the script of exchlint export-script says of its own run: when it
// was, and what each server answered. It lies beside the exports, or within one.
type Manifest struct {
	Place   diag.Diagnostic // where it stands, without words
	Stand   RecordPosition
	Date    Span // of its CollectedAt
	At      time.Time
	Fault   *diag.Diagnostic // why it can't be read
	Answers []Answer
}

// answer is what came of one cmdlet on one server.
type Answer struct {
	Place   diag.Diagnostic
	Stand   RecordPosition
	Server  string // "" for what is the whole organization's
	Cmdlet  string
	Count   string // how many objects there were, as written
	Failure string // why there was no answer; "" where there was one
}

// key tells the answers of one cmdlet about one server from all others.
func (a Answer) Key() string { return AnswerKey(a.Server, a.Cmdlet) }

func AnswerKey(server, cmdlet string) string { return server + " " + strings.ToLower(cmdlet) }
