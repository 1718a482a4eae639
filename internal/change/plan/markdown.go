package plan

import (
	"regexp"
	"strings"
)

// fence is a line that opens or closes a block of code.
var fence = regexp.MustCompile("^( {0,12}|\t*)(`{3,}|~{3,})[ \t]*([^ \t`{]*)[^`]*$")

// fenced returns a text of the same length in which all is blank but the blocks of code that are
// PowerShell. Lines and columns stay as they are.
func fenced(markdown string) string {
	var out strings.Builder
	open, wanted := "", false
	for line := range strings.Lines(markdown) {
		body := strings.TrimRight(line, "\r\n")
		found := fence.FindStringSubmatch(body)
		switch {
		case open == "" && found != nil:
			open, wanted = found[2], isPowerShell(found[3])
			out.WriteString(blank(line))
		case open != "" && found != nil && found[3] == "" && strings.HasPrefix(found[2], open):
			open = ""
			out.WriteString(blank(line))
		case open != "" && wanted:
			out.WriteString(line)
		default:
			out.WriteString(blank(line))
		}
	}
	return out.String()
}

func isPowerShell(language string) bool {
	switch strings.ToLower(strings.Trim(language, "{}.")) {
	case "powershell", "ps1", "pwsh", "posh":
		return true
	}
	return false
}

// blank returns a line of blanks with as many UTF-16 units and the same end.
func blank(line string) string {
	body := strings.TrimRight(line, "\r\n")
	return strings.Repeat(" ", len(body)) + line[len(body):]
}
