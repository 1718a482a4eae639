package exchange

import (
	"strings"
	"time"
)

// manifest is what the script of exchlint export-script says of its own run: when it
// was, and what each server answered. It lies beside the exports, or within one.
type manifest struct {
	place   Flaw // where it stands, without words
	stand   stand
	date    span // of its CollectedAt
	at      time.Time
	fault   *Flaw // why it can't be read
	answers []answer
}

// answer is what came of one cmdlet on one server.
type answer struct {
	place   Flaw
	stand   stand
	server  string // "" for what is the whole organization's
	cmdlet  string
	count   string // how many objects there were, as written
	failure string // why there was no answer; "" where there was one
}

// key tells the answers of one cmdlet about one server from all others.
func (a answer) key() string { return answerKey(a.server, a.cmdlet) }

func answerKey(server, cmdlet string) string { return server + " " + strings.ToLower(cmdlet) }
