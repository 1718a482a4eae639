package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/diff"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
)

// diffFlags is what the command line of diff says.
type diffFlags struct {
	checkFlags
	git string
}

func newDiff() *cobra.Command {
	var flags diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare two exports: what changed, what is newly wrong and what is repaired",
		Long: "diff compares two exports of one organization: files, folders or zip archives. It lists the values that\n" +
			"changed, however they are written, and the findings that are new or gone. New findings decide the exit\n" +
			"status. With --git A..B PATH it compares a folder at two revisions, without touching the work tree.",
		RunE: func(cmd *cobra.Command, args []string) error { return flags.diff(cmd, args) },
	}
	f := cmd.Flags()
	flags.addTo(f)
	f.StringVar(&flags.git, "git", "", "compare the folder PATH at the `REVISIONS` A..B or A...B of its repository")
	return cmd
}

func (flags *diffFlags) diff(cmd *cobra.Command, args []string) error {
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	switch {
	case flags.git == "" && len(args) != 2:
		return errors.New("diff needs two exports: exchlint diff OLD NEW, or exchlint diff --git A..B PATH")
	case flags.git != "" && len(args) != 1:
		return errors.New("diff --git needs one folder: exchlint diff --git A..B PATH")
	}
	outputs, err := flags.outputs()
	if err != nil {
		return err
	}
	settings, err := configured(flags.config, args[len(args)-1:])
	if err != nil {
		return err
	}
	options, err := flags.options(settings)
	if err != nil {
		return err
	}
	options.Lines = slices.ContainsFunc(outputs, func(o output) bool { return report.ShowsLines(o.format) })
	set, err := flags.tune(settings, &options)
	if err != nil {
		return err
	}
	older, newer, err := flags.sides(ctx, args)
	if err != nil {
		return err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryFor(slices.Concat(older, newer))))
	older, _ = informed(older, settings)
	newer, unmatched := informed(newer, settings)
	options.Notices = append(options.Notices, unmatched...)
	result := diff.Run(ctx, older, newer, set, options)
	if err := flags.write(cmd.OutOrStdout(), outputs, result); err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), "exchlint: the report was not written: "+err.Error())
		return status(untrusted)
	}
	flags.conclude(cmd.ErrOrStderr(), outputs, result)
	return verdict(result)
}

// sides reads what is compared.
func (flags *diffFlags) sides(ctx context.Context, args []string) (older, newer []lint.Input, err error) {
	if flags.git != "" {
		return revisions(ctx, flags.git, args[0])
	}
	if older, err = gather(ctx, args[:1], noInput, flags.stdinFilename); err != nil {
		return nil, nil, err
	}
	newer, err = gather(ctx, args[1:], noInput, flags.stdinFilename)
	return older, newer, err
}

// noInput is standard input, of which two exports can't be told apart.
var noInput = strings.NewReader("")

// revisions reads a folder at two revisions, A..B, or the common ancestor of both and B, A...B.
func revisions(ctx context.Context, text, folder string) (older, newer []lint.Input, err error) {
	from, to, ok := strings.Cut(text, "..")
	since, common := strings.CutPrefix(to, ".")
	if !ok || from == "" || since == "" || strings.HasPrefix(from, "-") || strings.HasPrefix(since, "-") {
		return nil, nil, fmt.Errorf("--git: %q is not two revisions, such as main..HEAD", text)
	}
	if common {
		base, err := git(ctx, folder, "merge-base", "--", from, since)
		if err != nil {
			return nil, nil, err
		}
		from = strings.TrimSpace(string(base))
	}
	if older, err = at(ctx, from, folder, from+":"); err != nil {
		return nil, nil, err
	}
	newer, err = at(ctx, since, folder, "") // as in the work tree, for annotations
	return older, newer, err
}

// at reads the exports in a folder at a revision. Their names begin with a prefix.
func at(ctx context.Context, revision, folder, prefix string) ([]lint.Input, error) {
	archive, err := git(ctx, folder, "archive", "--format=zip", revision, "--", ".")
	if err != nil {
		return nil, err
	}
	g := &gatherer{ctx: ctx, seen: map[string]bool{}, left: mostBytes}
	g.unpack(lint.Input{Name: revision}, archive)
	for i := range g.inputs {
		_, name, _ := strings.Cut(g.inputs[i].Name, "!")
		g.inputs[i].Name = prefix + path.Join(filepath.ToSlash(folder), name)
	}
	return g.inputs, nil
}

// git runs git in a folder. Its messages are its own; the first line is shown.
func git(ctx context.Context, folder string, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	command := exec.CommandContext(ctx, "git", append([]string{"-C", folder}, args...)...)
	command.Stderr = &stderr
	output, err := command.Output()
	var failed *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("--git needs the program git, which is not on PATH")
	case errors.As(err, &failed):
		first, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return nil, fmt.Errorf("--git: %s", strings.TrimPrefix(first, "fatal: "))
	case err != nil:
		return nil, fmt.Errorf("--git: %s", reason(err))
	}
	return output, nil
}
