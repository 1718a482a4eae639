package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
)

// writeLog writes a log whose notifications and results are yet to be made, each on a line
// of its own: what a large organization lacks can be too much to lie in memory as SARIF has
// it. If a result may be suppressed, all have suppressions: absent would mean that nobody
// looked.
func writeLog(w *bufio.Writer, log sarifLog, notifications iter.Seq[sarifNotification], results iter.Seq[sarifEntry], suppressible bool) {
	var frame bytes.Buffer
	shell := bufio.NewWriter(&frame)
	encode(shell, log)
	shell.Flush()
	l := lineWriter{Writer: w}
	l.fill(&frame, `"toolExecutionNotifications": []`)
	for n := range notifications {
		l.add(n)
	}
	l.fill(&frame, `"results": []`)
	seen := map[string]int{}
	for entry := range results {
		result := entry.result()
		result.Locations[0].PhysicalLocation = physical(*entry.at)
		result.number(seen)
		if suppressible && result.Suppressions == nil {
			result.Suppressions = []sarifSuppression{}
		}
		l.add(result)
	}
	frame.WriteTo(w)
}

// lineWriter writes lists whose elements have a line each.
type lineWriter struct {
	*bufio.Writer
	line  bytes.Buffer
	lines int // of this list, so far
}

// fill writes a frame up to an empty list, which comes to be filled. The list stands last
// among those of its name: texts before may speak of it.
func (l *lineWriter) fill(frame *bytes.Buffer, list string) {
	cut := strings.LastIndex(frame.String(), list)
	l.Write(frame.Next(cut + len(list) - len("]")))
	l.lines = 0
}

// add writes an element as compact JSON.
func (l *lineWriter) add(element any) {
	if l.lines++; l.lines > 1 {
		l.WriteByte(',')
	}
	l.line.Reset()
	encoder := json.NewEncoder(&l.line)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(element) // it has no value that JSON lacks
	l.WriteByte('\n')
	l.Write(bytes.TrimSuffix(l.line.Bytes(), []byte("\n")))
}

// number gives a finding the one fingerprint that GitHub reads, in the form that it
// reads: with a number for each that would be equal.
func (r *sarifResult) number(seen map[string]int) {
	if hash := r.PartialFingerprints.Own; hash != "" {
		seen[hash]++
		r.PartialFingerprints.Primary = fmt.Sprintf("%s:%d", hash, seen[hash])
	}
}
