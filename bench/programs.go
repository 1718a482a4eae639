package main

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// The programs that exchlint is compared with, at the versions of the comparison.
const (
	conftestModule = "github.com/open-policy-agent/conftest@v0.71.1"
	opaModule      = "github.com/open-policy-agent/opa@v1.22.0"
)

// bench is one comparison: where it works, what it has measured.
type bench struct {
	folder string
	rounds int
	sizes  []int
	self   string
	runs   map[key][]sample
	bytes  map[string]int64 // of data, by its folder
	binary int64            // bytes of exchlint, stripped
}

// prepare builds exchlint and gets the other programs, once.
func (b *bench) prepare() error {
	var err error
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.folder, err = filepath.Abs(b.folder); err != nil {
		return err
	}
	if err := os.MkdirAll(b.bin(""), 0o755); err != nil {
		return err
	}
	if err := run("", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", b.bin("exchlint"), "./cmd/exchlint"); err != nil {
		return err
	}
	info, err := os.Stat(b.bin("exchlint"))
	if err != nil {
		return err
	}
	b.binary = info.Size()
	for _, module := range []string{conftestModule, opaModule} {
		if _, err := os.Stat(b.other(module)); err == nil {
			continue
		}
		fmt.Fprintln(os.Stderr, "building "+module)
		if err := run(filepath.Dir(b.other(module)), "go", "install", module); err != nil {
			return err
		}
	}
	return b.again("policy", filepath.Join(b.folder, "policy"))
}

// other is where another program lies, in a folder of its version.
func (b *bench) other(module string) string {
	name, version, _ := strings.Cut(path.Base(module), "@")
	return b.bin(filepath.Join(version, name))
}

func (b *bench) bin(name string) string { return filepath.Join(b.folder, "bin", name) }

// again runs one of the command's own modes, in another process.
func (b *bench) again(args ...string) error { return run("", b.self, args...) }

// run runs a command that must succeed. GOBIN is set where bin is not "".
func run(bin, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if bin != "" {
		cmd.Env = append(os.Environ(), "GOBIN="+bin)
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %v: %w", name, args, err)
	}
	return nil
}
