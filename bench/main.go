// The bench command measures exchlint side by side with what its work is compared with, and
// writes the table of docs/performance.md:
//
//	go run ./bench
//
// It needs Go and the module proxy, and nothing else. What is compared: a whole run of
// exchlint, from raw exports to SARIF with places; Go's own decoders reading the same bytes
// and doing nothing with them; conftest with the same rules on a document that is
// normalized already, facts and all; and the start of opa. All runs of one size take turns,
// in an order that changes, and the median counts. Before anything is compared, the findings
// are: where exchlint's differ from conftest's, or between two runs, the command fails. It
// never fails for a time.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) > 1 {
		if mode, ok := modes[os.Args[1]]; ok {
			exitOn(mode(os.Args[2:]))
			return
		}
	}
	servers := flag.String("servers", "10,100,1000", "measure organizations of so many `SERVERS`; 10000 wants 8 GB of memory and disk")
	output := flag.String("o", "docs/performance.md", "write the table to `FILE`")
	folder := flag.String("dir", filepath.Join(os.TempDir(), "exchlint-bench"), "keep programs and data in `DIR`")
	rounds := flag.Int("rounds", 7, "run everything `N` times; the largest organizations less often")
	flag.Parse()
	sizes, err := numbers(*servers)
	exitOn(err)
	b := bench{folder: *folder, rounds: *rounds, sizes: sizes}
	exitOn(b.prepare())
	exitOn(b.measure())
	exitOn(os.WriteFile(*output, []byte(b.document()), 0o644))
}

// modes are what the command runs of itself, so that the process that measures stays small:
// a child begins with its parent's memory, and that would count as its own.
var modes = map[string]func(args []string) error{
	"make":    makeData,
	"policy":  writePolicy,
	"read":    readOnly,
	"measure": measureChild,
	"compare": compareFindings,
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: "+err.Error())
		os.Exit(1)
	}
}

func numbers(text string) ([]int, error) {
	var list []int
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("-servers is %q, not numbers such as 10,100", text)
		}
		list = append(list, n)
	}
	return list, nil
}
