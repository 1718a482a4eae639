package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// writeLog writes a log with its results, each on a line of its own. If one of them may
// be suppressed, all have suppressions: absent would mean that nobody looked.
func writeLog(w *bufio.Writer, log sarifLog, results []sarifEntry, suppressible bool) {
	const none = `"results": []`
	var frame bytes.Buffer
	shell := bufio.NewWriter(&frame)
	encode(shell, log)
	shell.Flush()
	cut := strings.LastIndex(frame.String(), none) // results are a run's last member
	w.Write(frame.Next(cut + len(none) - 1))
	seen := map[string]int{}
	for i, entry := range results {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('\n')
		result := entry.result()
		result.Locations[0].PhysicalLocation = physical(entry.at)
		result.number(seen)
		if suppressible && result.Suppressions == nil {
			result.Suppressions = []sarifSuppression{}
		}
		writeLine(w, result)
	}
	frame.WriteTo(w)
}

// writeLine writes compact JSON without the line's end.
func writeLine(w *bufio.Writer, result sarifResult) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(result) // it has no value that JSON lacks
	w.Write(bytes.TrimRight(line.Bytes(), "\n"))
}

// number gives a finding the one fingerprint that GitHub reads, in the form that it
// reads: with a number for each that would be equal.
func (r sarifResult) number(seen map[string]int) {
	if hash := r.PartialFingerprints["exchlint/v1"]; hash != "" {
		seen[hash]++
		r.PartialFingerprints["primaryLocationLineHash"] = fmt.Sprintf("%s:%d", hash, seen[hash])
	}
}
