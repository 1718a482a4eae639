package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// number returns a number as people write it: 1,143.
func number(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + noun + "s"
}

// andMore joins texts, of which no more than limit are shown.
func andMore(texts []string, limit int) string {
	if len(texts) <= limit {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s and %s more", strings.Join(texts[:limit], ", "), number(len(texts)-limit))
}

// tally counts findings by level: "2 errors, 1 warning"; "" for none.
func tally(findings []*lint.Finding) string {
	counts := map[lint.Level]int{}
	for _, f := range findings {
		counts[f.Level]++
	}
	var parts []string
	for _, level := range lint.Levels {
		if counts[level] > 0 {
			parts = append(parts, count(counts[level], string(level)))
		}
	}
	return strings.Join(parts, ", ")
}
