package syntax

import "strings"

// skipPrompt moves over the prompt of a pasted session before a command: "PS C:\>",
// "[PS] C:\Windows\system32>", "[server]: PS C:\>". Lines that start with ">>" after
// one continue the command.
func (p *parser) skipPrompt() {
	for {
		p.skipLines()
		end := promptEnd(p.src, p.pos)
		if end == 0 || !p.startsLine() {
			return
		}
		p.pos, p.pasted = end, true
	}
}

// startsLine reports whether only blanks are between the place and the line's start.
func (p *parser) startsLine() bool {
	line := strings.LastIndexAny(p.src[:p.pos], "\r\n") + 1
	return strings.Trim(strings.TrimPrefix(p.src[line:p.pos], "\uFEFF"), " \t") == ""
}

// maxPrompt is how long a prompt may be, in bytes.
const maxPrompt = 400

// promptEnd returns the end of the prompt at i, or 0 if there is none.
func promptEnd(s string, i int) int {
	if i >= len(s) || s[i] != 'P' && s[i] != '[' {
		return 0
	}
	line := s[i:min(len(s), i+maxPrompt)]
	if end := strings.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	at := 0
	if strings.HasPrefix(line, "[") {
		if end := strings.Index(line, "]: "); end > 0 {
			at = end + len("]: ")
		}
	}
	switch {
	case strings.HasPrefix(line[at:], "[PS] "):
		at += len("[PS] ")
	case strings.HasPrefix(line[at:], "PS "):
		at += len("PS ")
	default:
		return 0
	}
	end := strings.IndexByte(line[at:], '>')
	if end < 0 || !isPath(line[at:]) {
		return 0
	}
	for at += end; at < len(line) && line[at] == '>'; at++ {
	}
	return i + at
}

// isPath reports whether s starts as the location of a prompt does.
func isPath(s string) bool {
	if len(s) > 2 && isASCIILetter(rune(s[0])) && s[1] == ':' && s[2] == '\\' {
		return true
	}
	return strings.HasPrefix(s, `\\`) || strings.HasPrefix(s, "/") || strings.HasPrefix(s, "~") || strings.HasPrefix(s, "HK") || strings.HasPrefix(s, "Cert:")
}
