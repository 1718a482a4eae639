package main

import (
	"fmt"
	"io"

	"github.com/exchlint/exchlint/internal/lint"
)

// status is an exit status that a command ends with. Everything that there is to
// say about it has been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// say writes a line and reports what keeps it from being written.
func say(w io.Writer, line string) error {
	_, err := fmt.Fprintln(w, line)
	return err
}

// version is the release that reports name. It is written by hand, not taken from the
// build, so that the same source gives the same bytes.
const version = "0.1.0"

// verdict turns a result into an exit status. That it can't be trusted weighs more
// than what was found.
func verdict(result *lint.Result) error {
	if code := result.ExitCode(); code != clean {
		return status(code)
	}
	return nil
}
