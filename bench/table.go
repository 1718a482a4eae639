package main

import (
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/fleet"
)

func digest(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// median of what the runs of a program on some data took.
func (b *bench) median(k key, of func(sample) float64) float64 {
	var list []float64
	for _, s := range b.runs[k] {
		list = append(list, of(s))
	}
	if len(list) == 0 {
		return math.NaN()
	}
	slices.Sort(list)
	return list[len(list)/2]
}

func wall(s sample) float64   { return s.Wall }
func cpu(s sample) float64    { return s.CPU }
func memory(s sample) float64 { return float64(s.Memory) }

// row is one comparison: what was measured, of exchlint and of the other, and the ratio
// that is the goal.
type row struct {
	what, ours, theirs string
	value, goal        float64
	atLeast            bool // the ratio is to be no less than the goal, else no more
}

func (r row) String() string {
	met, bound := "yes", "≤"
	if r.atLeast {
		bound = "≥"
	}
	switch {
	case math.IsNaN(r.value):
		return ""
	case r.atLeast && r.value < r.goal, !r.atLeast && r.value > r.goal:
		met = "**no**"
	}
	return fmt.Sprintf("| %s | %s | %s | %.2f | %s %g | %s |\n", r.what, r.ours, r.theirs, r.value, bound, r.goal, met)
}

func seconds(s float64) string {
	if s < 1 {
		return fmt.Sprintf("%.0f ms", s*1000)
	}
	return fmt.Sprintf("%.2f s", s)
}

const mebi = 1 << 20

// rows are the comparisons of the table, in its order.
func (b *bench) rows() []row {
	rows := []row{b.ratio("start: one server, against `opa version`", key{"exchlint", dataset{"ps7-json-script", 1, 0, few}.String()}, key{"opa version", ""}, wall, 2)}
	for _, n := range b.sizes {
		data := dataset{"ps7-json-script", n, 0.1, few}.String()
		ours, json := key{"exchlint", data}, key{"json", data}
		servers := fmt.Sprintf("%d servers, %.1f MB", n, float64(b.bytes[data])/1e6)
		if n >= 1000 {
			rows = append(rows, b.ratio(servers+": wall, against encoding/json into any", ours, json, wall, 0.4), b.ratio(servers+": CPU, against encoding/json into any", ours, json, cpu, 0.6))
			troubled := dataset{"ps7-json-script", n, 0.1, fleet.Troubled}.String()
			rows = append(rows, b.ratio(servers+", 30 findings a server: wall, against encoding/json into any", key{"exchlint", troubled}, key{"json", troubled}, wall, 1), b.ratio(servers+", 30 findings a server: CPU, against encoding/json into any", key{"exchlint", troubled}, key{"json", troubled}, cpu, 1.5))
			unlike := dataset{"ps7-json-script", n, 1, few}.String()
			rows = append(rows, b.ratio(servers+", nothing repeats: wall, against encoding/json into any", key{"exchlint", unlike}, key{"json", unlike}, wall, 1.5))
		}
		if goal := map[int]float64{10: 2.5, 100: 4, 1000: 10}[n]; goal > 0 {
			r := b.ratio(servers+": how much faster than conftest on what is normalized already", key{"conftest", data}, ours, wall, goal)
			r.ours, r.theirs, r.atLeast = r.theirs, r.ours, true
			rows = append(rows, r)
		}
		for _, other := range []struct{ flavour, reader, name string }{{"flat-csv", "csv", "encoding/csv"}, {"clixml", "xml", "encoding/xml"}} {
			data := dataset{other.flavour, n, 0.1, few}.String()
			if n >= 1000 {
				rows = append(rows, b.ratio(fmt.Sprintf("%d servers, %.1f MB of %s: reading alone, against %s", n, float64(b.bytes[data])/1e6, other.flavour, other.name), key{"own", data}, key{other.reader, data}, wall, 1.5))
			}
		}
		rows = append(rows, b.peak(servers+": peak memory, of 60 MiB and half the input", data, 0.5))
		if nested := (dataset{"ps51-json", n, 0.1, few}).String(); n <= largest {
			rows = append(rows, b.peak(fmt.Sprintf("%d servers, %.1f MB of PowerShell 5.1, objects in objects: peak memory, of 60 MiB and the input", n, float64(b.bytes[nested])/1e6), nested, 1))
		}
	}
	rows = append(rows, b.growth()...)
	return append(rows, row{"the program, stripped, of 40 MB", fmt.Sprintf("%.1f MB", float64(b.binary)/1e6), "40 MB", float64(b.binary) / 40e6, 1, false})
}

// peak compares the most memory that a run held with 60 MiB and a share of the input.
func (b *bench) peak(what, data string, share float64) row {
	peak := b.median(key{"exchlint", data}, memory) / mebi
	allowed := 60 + share*float64(b.bytes[data])/mebi
	return row{what, fmt.Sprintf("%.0f MiB", peak), fmt.Sprintf("%.0f MiB", allowed), peak / allowed, 1, false}
}

// ratio compares the medians of two programs.
func (b *bench) ratio(what string, ours, theirs key, of func(sample) float64, goal float64) row {
	a, z := b.median(ours, of), b.median(theirs, of)
	return row{what, seconds(a), seconds(z), a / z, goal, false}
}

// growth is the exponent with which the time grows from each size to the next.
func (b *bench) growth() []row {
	var rows []row
	for i := 1; i < len(b.sizes); i++ {
		if b.sizes[i-1] < 1000 {
			continue
		}
		less, more := dataset{"ps7-json-script", b.sizes[i-1], 0.1, few}.String(), dataset{"ps7-json-script", b.sizes[i], 0.1, few}.String()
		a, z := b.median(key{"exchlint", less}, wall), b.median(key{"exchlint", more}, wall)
		exponent := math.Log(z/a) / math.Log(float64(b.bytes[more])/float64(b.bytes[less]))
		rows = append(rows, row{fmt.Sprintf("exponent of growth, %d to %d servers", b.sizes[i-1], b.sizes[i]), seconds(z), seconds(a), exponent, 1.05, false})
	}
	return rows
}

// document is the page with the table.
func (b *bench) document() string {
	var text strings.Builder
	fmt.Fprintf(&text, introduction, time.Now().UTC().Format(time.DateOnly), processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), load())
	text.WriteString("| what | exchlint | other | ratio | goal | met |\n|---|---|---|---|---|---|\n")
	for _, r := range b.rows() {
		text.WriteString(r.String())
	}
	return text.String()
}

const introduction = `# Performance

How long a run takes is measured side by side with other programs on the same machine, and
what counts is the ratio. ` + "`go run ./bench`" + ` measures it all again and writes this page, and with
` + "`-servers 10,100,1000,10000`" + ` how it grows, too; it needs nothing but Go and the module proxy.

- exchlint runs from raw exports to SARIF with places, with the rules that run by default.
- encoding/json, encoding/csv and encoding/xml read the same bytes, each in a program that
  does nothing else with them. Reading alone is exchlint's decoder in such a program.
- conftest v0.71.1 has the same rules in Rego and a document that exchlint has normalized
  for it, facts and all; both find the same, which is checked.
- The organizations are made up: nine receive connectors and seven certificates a server,
  one object in ten like no other, one in fifty with a fault. Where nothing repeats, every
  object is like no other; with 30 findings a server, most objects have one or two faults.
- All runs of one size take turns in an order of chance; the median counts.

Measured on %s: %s, %d processors, %s/%s, %s%s.

`

// processor names the machine's processor, where the system tells.
func processor() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "a processor that the system does not name"
	}
	_, rest, _ := strings.Cut(string(data), "model name")
	name, _, _ := strings.Cut(strings.TrimLeft(rest, "\t :"), "\n")
	return name
}

// load says how busy the machine was at the end, where the system tells: what others do on
// it makes times longer, and ratios less certain.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	average, _, _ := strings.Cut(string(data), " ")
	return ", load average " + average
}
