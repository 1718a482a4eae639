package report

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/lint"
)

// element is an element of a list that is yet to be made.
type element func(*lint.Reasons) any

// ready returns elements that are made already.
func ready[T any](list []T) iter.Seq[element] {
	return slices.Values(each(list, func(made T) element { return func(*lint.Reasons) any { return made } }))
}

// writeLog writes a log whose notifications and results are yet to be made. These and the rules
// stand on a line of their own each: what a large organization lacks can be too much to lie in
// memory as SARIF has it.
func writeLog(w *bufio.Writer, log sarifLog, notifications, results iter.Seq[element]) {
	driver := &log.Runs[0].Tool.Driver
	rules, notes, lines := inLines(ready(driver.Rules)), inLines(notifications), inLines(results)
	driver.Rules = []sarifDescriptor{}
	var frame bytes.Buffer
	shell := bufio.NewWriter(&frame)
	encode(shell, log)
	shell.Flush()
	fill(w, &frame, `"rules": []`, rules)
	fill(w, &frame, `"toolExecutionNotifications": []`, notes)
	fill(w, &frame, `"results": []`, lines)
	frame.WriteTo(w)
}

// fill writes a frame up to an empty list, and that with lines in it. The list stands last
// among those of its name: texts before may speak of it.
func fill(w *bufio.Writer, frame *bytes.Buffer, list string, lines iter.Seq[[]byte]) {
	cut := strings.LastIndex(frame.String(), list)
	w.Write(frame.Next(cut + len(list) - len("]")))
	separator := "\n"
	for some := range lines {
		w.WriteString(separator)
		w.Write(some)
		separator = ",\n"
	}
}

// batch is how many elements are made at a time.
const batch = 32

// inLines begins to make elements, several batches at once, and returns the lines of each batch
// in their order. They hold until the next are asked for, which must be done to the end.
func inLines(elements iter.Seq[element]) iter.Seq[[]byte] {
	batches := make(chan chan *bytes.Buffer, 2*runtime.GOMAXPROCS(0))
	var written sync.Pool // of buffers, which are large and take turns
	go func() {
		defer close(batches)
		for some := range batchesOf(elements) {
			made := make(chan *bytes.Buffer, 1)
			batches <- made
			go func() {
				text, _ := written.Get().(*bytes.Buffer)
				made <- compact(some, cmp.Or(text, new(bytes.Buffer)))
			}()
		}
	}()
	return func(yield func([]byte) bool) {
		going := true
		for made := range batches { // to the end, or who makes them would wait forever
			text := <-made
			going = going && yield(text.Bytes())
			text.Reset()
			written.Put(text)
		}
	}
}

func batchesOf(elements iter.Seq[element]) iter.Seq[[]element] {
	return func(yield func([]element) bool) {
		var some []element
		for e := range elements {
			if some = append(some, e); len(some) == batch {
				if !yield(some) {
					return
				}
				some = nil
			}
		}
		if len(some) > 0 {
			yield(some)
		}
	}
}

// compact writes elements as compact JSON into a text, with a comma and a line break between
// them.
func compact(elements []element, text *bytes.Buffer) *bytes.Buffer {
	var reasons lint.Reasons
	encoder := json.NewEncoder(text)
	encoder.SetEscapeHTML(false)
	for i, e := range elements {
		if i > 0 {
			text.Truncate(text.Len() - len("\n"))
			text.WriteString(",\n")
		}
		_ = encoder.Encode(e(&reasons)) // it has no value that JSON lacks
	}
	text.Truncate(text.Len() - len("\n"))
	return text
}
