package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// command is what the command above a paste shows of the objects below it.
type command struct {
	text   string
	kind   *schema.Kind // of the objects that it reads; nil for others, or if no cmdlet is there
	server string       // that was asked, by -Server; "" if it doesn't say
	some   bool         // it asked for some of the objects, so that others may be missing
}

// A command at a prompt: the cmdlet, its arguments, and the cmdlets behind it in the pipeline.
var (
	shownCommand = regexp.MustCompile(`(?i)\b(Get-[a-z]+)([^|;{}]*)(.*)$`)
	argument     = regexp.MustCompile(`-\w+:?|"[^"]*"|'[^']*'|[^\s()]+`)
	fewer        = regexp.MustCompile(`(?i)\|\s*(where|where-object|\?)\s|\s-(first|last|skip|index)\b`)
)

// Parameters of cmdlets that read objects, in lower case: those that ask for some of them, and
// those that take no value.
var (
	selecting = []string{"identity", "thumbprint", "domainname", "filter", "instance"}
	switches  = []string{"-verbose", "-debug"}
)

// commandOf reads the line of a prompt.
func (f kindFinder) commandOf(text string) (c command) {
	c.text = strings.Clone(text)
	parts := shownCommand.FindStringSubmatch(text)
	if parts == nil {
		return c
	}
	c.kind, c.some = f.ofCmdlet(parts[1]), fewer.MatchString(parts[3])
	arguments := argument.FindAllString(parts[2], -1)
	for len(arguments) > 0 {
		arguments = c.take(arguments)
	}
	return c
}

// take takes the next argument, with its value if it is a parameter that has one, and returns the
// others.
func (c *command) take(arguments []string) []string {
	name, others := strings.ToLower(arguments[0]), arguments[1:]
	switch {
	case !strings.HasPrefix(name, "-"):
		c.some = true
		return others
	case len(others) == 0, slices.Contains(switches, name):
		return others
	case strings.HasPrefix("-server", strings.TrimSuffix(name, ":")):
		if server := strings.Trim(others[0], `"'`); values.IsHost(server) {
			c.server = server
		}
	}
	name = strings.Trim(name, "-:")
	c.some = c.some || slices.ContainsFunc(selecting, func(parameter string) bool { return strings.HasPrefix(parameter, name) })
	return others[1:]
}

// noteCommand notes what the prompt above a record shows, if that is the command that has shown it.
// Records of one paste mostly have one command.
func (rec *Recorder) noteCommand(r *Record, text string) {
	if text != rec.command.text {
		rec.command = rec.kinds().commandOf(text)
	}
	if rec.command.kind == r.Kind {
		r.marked.serverColumns = cmp.Or(r.marked.serverColumns, rec.command.server)
		r.object.Selected = rec.command.some
	}
}
