package eval

import (
	"strconv"
	"strings"
)

// maxPattern is the size of a pattern in bytes. A few letters of a longer one can stand for a program of
// many megabytes.
const maxPattern = 1000

// pattern is the cost of a function with a pattern in an argument.
func pattern(i int, of cost) cost {
	return func(args []any) float64 {
		if len(text(args, i)) > maxPattern {
			return tooMuch
		}
		return of(args)
	}
}

func submatches(args []any) float64 {
	return parts(1)(args) * float64(strings.Count(text(args, 0), "(")+1)
}

// replacedMatches assumes a match at every letter, each of which a template may repeat.
func replacedMatches(args []any) float64 {
	length, template := float64(len(text(args, 0))), text(args, 2)
	return (length+1)*float64(len(template)) + length*float64(strings.Count(template, "$"))
}

// formatted adds up the widths in a format, and the arguments as often as it may show them.
func formatted(args []any) float64 {
	format := text(args, 0)
	weight, _ := weigh(args[1])
	size := 6 * float64(weight)
	if strings.Contains(format, "[") {
		size *= float64(strings.Count(format, "%"))
	}
	list, _ := args[1].([]any)
	widest := 0.0
	for _, value := range list {
		if width, ok := value.(int64); ok {
			widest = max(widest, min(float64(width), 1e6), min(-float64(width), 1e6)) // as package fmt has it
		}
	}
	for verb := range verbs(format) {
		if strings.HasSuffix(verb, "p") {
			return tooMuch // a place in memory
		}
		size += widest*float64(strings.Count(verb, "*")) + widthOf(verb)
	}
	return size
}

// verbs yields the verbs of a format, with their flags.
func verbs(format string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			_, rest, ok := strings.Cut(format, "%")
			if !ok {
				return
			}
			end := strings.IndexFunc(rest, func(c rune) bool { return !strings.ContainsRune("+-# 0123456789.*[]", c) })
			if end < 0 || !yield(rest[:end+1]) {
				return
			}
			format = rest[end+1:]
		}
	}
}

// widthOf returns the width and the precision of a verb.
func widthOf(verb string) (width float64) {
	for digits := range strings.FieldsFuncSeq(verb, func(c rune) bool { return c < '0' || c > '9' }) {
		n, err := strconv.Atoi(digits)
		if err != nil || n > 1e6 {
			n = 1e6
		}
		width += float64(n)
	}
	return width
}
