package lint_test

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/lint"
)

// shapes are what a file can be that wants to fill the memory: each as large as asked
// for, and made of the smallest parts that some reader keeps something about.
var shapes = []struct {
	name, file string
	make       func(size int) string
}{
	{"brackets", "x.json", func(size int) string { return strings.Repeat("[", size) }},
	{"empty objects", "x.json", func(size int) string { return lists("{},", size) }},
	{"numbers", "ReceiveConnector.json", func(size int) string { return lists("0,", size) }},
	{"members", "ReceiveConnector.json", func(size int) string {
		return `[{"Name":"In","Fqdn":"x"` + strings.Repeat(`,"":0`, min(size/5, 900_000)) + "}]"
	}},
	{"bindings", "ReceiveConnector.json", func(size int) string {
		return `[{"Name":"In","Bindings":["x"` + strings.Repeat(`,"x"`, min(size/4, 900_000)) + "]}]"
	}},
	{"commas", "x.csv", func(size int) string { return "A,B\n" + strings.Repeat(",", size) }},
	{"empty rows", "x.csv", func(size int) string { return "A,B\n" + strings.Repeat(",\n", min(size/2, 900_000)) }},
	{"line breaks", "x.csv", func(size int) string { return "A,B\n" + strings.Repeat("\n", size) }},
	{"empty elements", "x.xml", func(size int) string { return "<Objs>" + strings.Repeat("<a/>", min(size/4, 900_000)) + "</Objs>" }},
	{"empty objects of PowerShell", "x.xml", func(size int) string {
		return "<Objs>" + strings.Repeat(`<Obj RefId="1"><MS/></Obj>`, min(size/26, 900_000)) + "</Objs>"
	}},
	{"open elements", "x.xml", func(size int) string { return strings.Repeat("<a>", size/3) }},
	{"properties by line", "x.txt", func(size int) string { return strings.Repeat("a : b\n\n", min(size/7, 900_000)) }},
}

// lists makes a list of lists that all stay below the limit of their length.
func lists(element string, size int) string {
	list := "[" + strings.Repeat(element, 500_000) + "0],"
	return "[" + strings.Repeat(list, 1+size/len(list)) + "0]"
}

// bare are records that are no more than a name: of each, every check is noted that can't be
// evaluated, and what it would need.
var bare = []struct {
	name, file string
	record     func(n int) string
}{
	{"names on one server", "ReceiveConnector.json", func(n int) string { return fmt.Sprintf(`{"Name":"a%d","Server":"S"}`, n) }},
	{"names on a server each", "ReceiveConnector.json", func(n int) string { return fmt.Sprintf(`{"Name":"a","Server":"S%d"}`, n) }},
	{"thumbprints", "ExchangeCertificate.json", func(n int) string { return fmt.Sprintf(`{"Thumbprint":"%040X"}`, n) }},
	{"lost records", "ReceiveConnector.json", func(n int) string { return fmt.Sprintf(`"S\\a%d"`, n) }},
}

// TestMemoryIsSoMuchForEveryRecord measures what the smallest records need, few and many.
func TestMemoryIsSoMuchForEveryRecord(t *testing.T) {
	const most = 16 << 10
	set := load(t)
	for _, shape := range bare {
		t.Run(shape.name, func(t *testing.T) {
			const few, many = 500, 3_000
			peaks := map[int]int{}
			for _, n := range []int{few, many} {
				records := make([]string, n)
				for i := range records {
					records[i] = shape.record(i)
				}
				data := []byte("[" + strings.Join(records, ",") + "]")
				peaks[n] = watchHeap(func() {
					lint.Run(t.Context(), []lint.Input{{Name: shape.file, Data: data}}, set, lint.Options{AsOf: now, Rules: set.Rules})
				})
			}
			each := (peaks[many] - peaks[few]) / (many - few)
			t.Logf("%d MB for %d records, %d bytes for each further one", peaks[many]>>20, many, each)
			if each > most {
				t.Errorf("a record takes %d bytes", each)
			}
		})
	}
}

// TestMemoryStaysAMultipleOfTheInput measures what a run needs at its worst for each byte
// of a file. It is not a small number for what is all structure and no text; it must not
// be one that grows.
func TestMemoryStaysAMultipleOfTheInput(t *testing.T) {
	const most = 100
	set := load(t)
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			data := []byte(shape.make(4 << 20))
			peak := watchHeap(func() {
				lint.Run(t.Context(), []lint.Input{{Name: shape.file, Data: data}}, set, lint.Options{AsOf: now, Rules: set.Rules})
			})
			t.Logf("%d MB of file, %d MB of memory", len(data)>>20, peak>>20)
			if peak > most*len(data) {
				t.Errorf("a file of %d bytes takes %d", len(data), peak)
			}
		})
	}
}

// watchHeap returns by how much the heap has grown at most while something runs. Garbage is
// collected early, so that a slow machine, where the collector lags, measures the same.
func watchHeap(run func()) int {
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	runtime.GC()
	debug.FreeOSMemory()
	before, peak := heap(), 0
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	for {
		select {
		case <-done:
			return peak
		case <-time.After(time.Millisecond):
			peak = max(peak, heap()-before)
		}
	}
}

func heap() int {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}
