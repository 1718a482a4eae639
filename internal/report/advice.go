package report

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

// advice is a step of a remedy as a person reads it.
type advice struct {
	said    string // the condition, and what to do where no command does it; "" for nothing
	command string // one line to paste, whole; "" where a person acts
	caution string
}

// advices returns the steps of a remedy.
func advices(steps []rules.Step) []advice {
	return each(steps, func(s rules.Step) advice {
		a := advice{command: visible(oneLine(s.Command)), caution: message(s.Caution)}
		if s.When != "" {
			a.said = strings.TrimSuffix("If "+s.When+": "+s.Do, ": ")
		} else if a.command == "" {
			a.said = s.Do
		}
		a.said = message(a.said)
		return a
	})
}

// complete reports whether commands put something right as they are: there is one, and a value is
// known for every placeholder.
func complete(steps []advice) bool {
	blank := func(a advice) bool { return len(rules.Slots(a.command)) > 0 }
	return commandsOf(steps) != "" && !slices.ContainsFunc(steps, blank)
}

// commandsOf returns the commands of steps as one line.
func commandsOf(steps []advice) string {
	var commands []string
	for _, a := range steps {
		if a.command != "" {
			commands = append(commands, a.command)
		}
	}
	return strings.Join(commands, "; ")
}

// oneLine returns PowerShell as one line to paste: its statements without the comments.
func oneLine(script string) string {
	var b strings.Builder
	continued := true // nothing is before the first
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !continued && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "}") {
			b.WriteByte(';')
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		statement := strings.TrimSpace(strings.TrimSuffix(line, "`"))
		continued = statement != line || strings.ContainsAny(line[len(line)-1:], "|{(,")
		b.WriteString(statement)
	}
	return b.String()
}
