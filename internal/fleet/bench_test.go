package fleet_test

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
	"github.com/exchlint/exchlint/policies"
)

// sizes of organizations, in servers. EXCHLINT_BENCH_SERVERS=1000 adds one.
func fleetSizes(b *testing.B) []int {
	list := []int{10, 100}
	if text := os.Getenv("EXCHLINT_BENCH_SERVERS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			b.Fatalf("EXCHLINT_BENCH_SERVERS is %q, no number of servers", text)
		}
		list = append(list, n)
	}
	return list
}

// eachSize runs a benchmark for organizations with some faults, as a script exports them.
func eachSize(b *testing.B, measure func(b *testing.B, inputs []lint.Input)) {
	for _, servers := range fleetSizes(b) {
		files := inputs(fleet.Lookup("ps7-json-script"), fleet.Shape{Servers: servers, Edges: servers / 25, Diversity: 0.1, Faults: 0.05}.All())
		size := 0
		for _, file := range files {
			size += len(file.Data)
		}
		b.Run(fmt.Sprintf("servers=%d", servers), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			measure(b, files)
		})
	}
}

func decode(b *testing.B, inputs []lint.Input) []*document.File {
	var files []*document.File
	for _, input := range inputs {
		file, err := export.Decode(b.Context(), input.Name, input.Data)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func BenchmarkDecode(b *testing.B) {
	eachSize(b, func(b *testing.B, inputs []lint.Input) {
		for b.Loop() {
			decode(b, inputs)
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	eachSize(b, func(b *testing.B, inputs []lint.Input) {
		files := decode(b, inputs)
		for b.Loop() {
			exchange.Read(b.Context(), files, ingest.Options{AsOf: fleet.AsOf})
		}
	})
}

// BenchmarkEvaluate has one session judge all objects: what one processor would do.
func BenchmarkEvaluate(b *testing.B) {
	linter := newLinter(b)
	eachSize(b, func(b *testing.B, inputs []lint.Input) {
		organization := exchange.Read(b.Context(), decode(b, inputs), ingest.Options{AsOf: fleet.AsOf}).Organization
		for b.Loop() {
			objects := organization.All()
			session := linter.set.NewSession(fleet.AsOf)
			for _, o := range objects {
				session.SetObject(o)
				for _, rule := range linter.rules {
					if !rule.About(o.Kind.Name) {
						continue
					}
					if _, err := session.Evaluate(b.Context(), rule); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	})
}

func BenchmarkReport(b *testing.B) {
	linter := newLinter(b)
	eachSize(b, func(b *testing.B, inputs []lint.Input) {
		result := linter.run(b, inputs)
		for b.Loop() {
			if err := report.Write(io.Discard, "sarif", result, report.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkWhole is a run from bytes to SARIF, without the start of the program.
func BenchmarkWhole(b *testing.B) {
	linter := newLinter(b)
	eachSize(b, func(b *testing.B, inputs []lint.Input) {
		for b.Loop() {
			if err := report.Write(io.Discard, "sarif", linter.run(b, inputs), report.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkLoad is what a start with policies of one's own costs: reading, checking and
// compiling all rules.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.Load(policies.Files); err != nil {
			b.Fatal(err)
		}
	}
}
