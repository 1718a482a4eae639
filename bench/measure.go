package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/exchlint/exchlint/internal/fleet"
)

// sample is one run of one program.
type sample struct {
	Wall, CPU float64 // seconds
	Memory    int64   // the most that it held, in bytes
}

// key names what was run on what.
type key struct{ program, data string }

// measureChild runs a command, and writes what it took: measure FILE ALLOWED COMMAND...
// ALLOWED is the greatest exit status that is no failure.
func measureChild(args []string) error {
	allowed, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	cmd := exec.Command(args[2], args[3:]...)
	start := time.Now()
	output, err := cmd.Output()
	s := sample{Wall: time.Since(start).Seconds()}
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > allowed || cmd.ProcessState.ExitCode() < 0 {
		return fmt.Errorf("%v: %w\n%.2000s", args[2:], err, output)
	}
	s.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	s.Memory = peak(cmd.ProcessState)
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return os.WriteFile(args[0], text, 0o644)
}

// program is something to measure on one organization.
type program struct {
	key
	allowed int // the greatest exit status that is no failure
	rounds  int
	args    []string
}

// measure makes the data of every size and runs everything on it.
func (b *bench) measure() error {
	b.runs, b.bytes = map[key][]sample{}, map[string]int64{}
	if err := b.start(); err != nil {
		return err
	}
	for _, size := range b.sizes {
		programs, err := b.programs(size)
		if err != nil {
			return err
		}
		if err := b.turns(programs); err != nil {
			return err
		}
	}
	return nil
}

// start measures how long it takes to begin: with one connector to judge.
func (b *bench) start() error {
	data, err := b.data(dataset{"ps7-json-script", 1, 0, few})
	if err != nil {
		return err
	}
	return b.turns([]program{
		{key{"exchlint version", ""}, 0, 3 * b.rounds, []string{b.bin("exchlint"), "version"}},
		{key{"opa version", ""}, 0, 3 * b.rounds, []string{b.other(opaModule), "version"}},
		{key{"exchlint", data}, 0, 3 * b.rounds, b.check(data)},
	})
}

// check is a whole run: raw exports in, SARIF out.
func (b *bench) check(data string) []string {
	return []string{b.bin("exchlint"), "check", "-q", "--as-of", asOf, "--fail-on", "never", "--culture", "en-US", "-f", "sarif=" + b.report(data), filepath.Join(b.folder, data)}
}

func (b *bench) report(data string) string { return filepath.Join(b.folder, "bin", data+".sarif") }

// dataset is a made-up organization in one flavour.
type dataset struct {
	flavour   string
	servers   int
	diversity float64 // the share of objects that are like no other
	faults    float64 // of an object
}

// few is one fault in fifty objects.
const few = 0.02

// String returns the name of the folder that the organization's files are in.
func (d dataset) String() string {
	return fmt.Sprintf("%s-%d-%g-%g", d.flavour, d.servers, d.diversity, d.faults)
}

// data makes an organization's files, and returns the folder's name.
func (b *bench) data(d dataset) (string, error) {
	name := d.String()
	folder := filepath.Join(b.folder, name)
	if err := b.again("make", folder, d.flavour, strconv.Itoa(d.servers), fmt.Sprint(d.diversity), fmt.Sprint(d.faults)); err != nil {
		return "", err
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	for _, file := range files {
		info, err := file.Info()
		if err != nil {
			return "", err
		}
		b.bytes[name] += info.Size()
	}
	return name, nil
}

// largest is the size from which conftest would take hours.
const largest = 1000

// readerOf is what of Go's library reads a flavour. Nothing of it reads JSON in UTF-16.
var readerOf = map[string]string{"ps7-json-script": "json", "flat-csv": "csv", "clixml": "xml"}

// datasets are the organizations of one size that everything is run on, the usual one first.
func datasets(servers int) []dataset {
	sets := []dataset{{"ps7-json-script", servers, 0.1, few}, {"ps7-json-script", servers, 1, few}}
	if servers >= largest {
		sets = append(sets, dataset{"ps7-json-script", servers, 0.1, fleet.Troubled})
	}
	if servers <= largest {
		sets = append(sets, dataset{"flat-csv", servers, 0.1, few}, dataset{"clixml", servers, 0.1, few}, dataset{"ps51-json", servers, 0.1, few})
	}
	return sets
}

// programs are what is run on an organization of one size.
func (b *bench) programs(servers int) ([]program, error) {
	rounds := b.rounds
	if servers > largest {
		rounds = max(3, rounds/2)
	}
	var programs []program
	for _, d := range datasets(servers) {
		data, err := b.data(d)
		if err != nil {
			return nil, err
		}
		folder := filepath.Join(b.folder, data)
		programs = append(programs, program{key{"exchlint", data}, 0, rounds, b.check(data)})
		if reader := readerOf[d.flavour]; reader != "" {
			programs = append(programs,
				program{key{"own", data}, 0, rounds, []string{b.self, "read", "own", folder}},
				program{key{reader, data}, 0, rounds, []string{b.self, "read", reader, folder}})
		}
	}
	if servers > largest {
		return programs, nil
	}
	data := programs[0].data
	conftest, err := b.conftest(data)
	if err != nil {
		return nil, err
	}
	if servers == largest {
		rounds = 2
	}
	return append(programs, program{key{"conftest", data}, 1, rounds, conftest}), nil
}

// conftest prepares the normalized document, and holds the findings against each other.
func (b *bench) conftest(data string) ([]string, error) {
	folder := filepath.Join(b.folder, "normalized-"+data)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	exports := filepath.Join(b.folder, data)
	args := []string{b.other(conftestModule), "test", "--no-color", "-o", "json", "--parser", "json", "-p", filepath.Join(b.folder, "policy"), in("organization.json")}
	if err := b.to(in("organization.json"), 0, b.bin("exchlint"), "normalize", "--as-of", asOf, exports); err != nil {
		return nil, err
	}
	if err := b.to(in("ours.json"), 0, b.bin("exchlint"), "check", "-q", "--as-of", asOf, "--fail-on", "never", "-f", "json", exports); err != nil {
		return nil, err
	}
	if err := b.to(in("theirs.json"), 1, args[0], args[1:]...); err != nil {
		return nil, err
	}
	return args, b.again("compare", in("ours.json"), in("theirs.json"))
}

// to runs a command with its output in a file.
func (b *bench) to(file string, allowed int, name string, args ...string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = f, os.Stderr
	if err := cmd.Run(); err != nil && (cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > allowed) {
		return fmt.Errorf("%s %v: %w", name, args, err)
	}
	return nil
}

// turns runs all programs as often as each wants, in an order of chance, and wants every
// run of exchlint on the same data to write the same bytes.
func (b *bench) turns(programs []program) error {
	reports := map[string]string{}
	for round := 0; ; round++ {
		left := slices.DeleteFunc(slices.Clone(programs), func(p program) bool { return round >= p.rounds })
		if len(left) == 0 {
			return nil
		}
		rand.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
		for _, p := range left {
			if err := b.once(p, reports); err != nil {
				return err
			}
		}
	}
}

func (b *bench) once(p program, reports map[string]string) error {
	file := filepath.Join(b.folder, "sample.json")
	if err := b.again(append([]string{"measure", file, strconv.Itoa(p.allowed)}, p.args...)...); err != nil {
		return err
	}
	var s sample
	if err := readJSON(file, &s); err != nil {
		return err
	}
	b.runs[p.key] = append(b.runs[p.key], s)
	if p.program != "exchlint" {
		return nil
	}
	report, err := os.ReadFile(b.report(p.data))
	if err != nil {
		return err
	}
	sum := digest(report)
	if before, ok := reports[p.data]; ok && before != sum {
		return fmt.Errorf("two runs on %s gave different reports", p.data)
	}
	reports[p.data] = sum
	fmt.Fprintf(os.Stderr, "%s %s %.3f s\n", p.program, p.data, s.Wall)
	return nil
}
