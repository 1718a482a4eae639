package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
	"github.com/exchlint/exchlint/internal/rotate"
)

// rotateFlags is what the command line of rotate says.
type rotateFlags struct {
	checkFlags
	old, new, at string
	servers      []string
	removeOld    bool
}

// scripts are the formats of rotate that are PowerShell.
var scripts = []string{"powershell", "rollback"}

func newRotate() *cobra.Command {
	var flags rotateFlags
	cmd := &cobra.Command{
		Use:   "rotate --old THUMBPRINT --new THUMBPRINT|FILE [PATH...]",
		Short: "Plan the replacement of a certificate: what it does to every connector, and the steps",
		Long: "rotate says what becomes of every connector when a certificate is replaced, and plans the steps: import,\n" +
			"enable, bind receive connectors and then send connectors. The plan is judged like a change; findings that\n" +
			"it brings decide the exit status. --format powershell=FILE writes it as a script, rollback=FILE the way back.",
		RunE: func(cmd *cobra.Command, paths []string) error { return flags.rotate(cmd, paths) },
	}
	f := cmd.Flags()
	flags.addTo(f)
	f.StringVar(&flags.old, "old", "", "`THUMBPRINT` of the certificate that goes")
	f.StringVar(&flags.new, "new", "", "`THUMBPRINT` of the certificate that comes, or its public part in a FILE")
	f.StringSliceVar(&flags.servers, "servers", nil, "install it on the servers `NAMES` (default: all that have the old one or send with it)")
	f.BoolVar(&flags.removeOld, "remove-old", false, "also remove the old certificate")
	f.StringVar(&flags.at, "at", "", "judge the state on `DATE` after nothing but import and enabling")
	f.StringVar(&flags.stdinFilename, "stdin-filename", "stdin", "`NAME` of standard input in reports")
	f.Lookup("format").Usage = "report `FORMAT[=FILE]`: " + strings.Join(append(report.Formats(), scripts...), ", ") + " (default text); can be repeated"
	return cmd
}

func (flags *rotateFlags) rotate(cmd *cobra.Command, paths []string) error {
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	if flags.old == "" || flags.new == "" {
		return errors.New("rotate needs --old, a thumbprint, and --new, a thumbprint or a file")
	}
	if flags.at != "" {
		flags.asOf = flags.at
	}
	outputs, err := flags.outputs(scripts...)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	settings, err := configured(flags.config, paths)
	if err != nil {
		return err
	}
	options, err := flags.options(settings)
	if err != nil {
		return err
	}
	set, err := flags.tune(settings, &options)
	if err != nil {
		return err
	}
	request, err := flags.request(ctx, options)
	if err != nil {
		return err
	}
	inputs, err := gather(ctx, paths, cmd.InOrStdin(), flags.stdinFilename)
	if err != nil {
		return err
	}
	inputs, unmatched := informed(inputs, settings)
	options.Notices = append(options.Notices, unmatched...)
	result, err := rotate.Run(ctx, inputs, set, options, request)
	if err != nil {
		return err
	}
	if err := flags.writeAll(cmd.OutOrStdout(), outputs, result); err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), "exchlint: the report was not written: "+err.Error())
		return status(untrusted)
	}
	flags.conclude(cmd.ErrOrStderr(), outputs, result)
	return verdict(result)
}

// request reads what is to be rotated.
func (flags *rotateFlags) request(ctx context.Context, options lint.Options) (request rotate.Request, err error) {
	request = rotate.Request{Servers: flags.servers, RemoveOld: flags.removeOld, OnlyReady: flags.at != ""}
	if request.Old, err = thumbprintOf("--old", flags.old); err != nil {
		return request, err
	}
	if info, err := os.Stat(flags.new); err == nil && !info.IsDir() {
		base := filepath.Base(flags.new)
		request.FileName = strings.TrimSuffix(base, filepath.Ext(base))
		if request.File, err = readCertificate(ctx, flags.new, options); err != nil {
			return request, fmt.Errorf("--new %s: %w", flags.new, err)
		}
		return request, nil
	}
	request.New, err = thumbprintOf("--new", flags.new)
	return request, err
}

var hexadecimal = regexp.MustCompile(`^[0-9A-F]{40}$`)

// thumbprintOf reads a thumbprint as people copy it: with blanks, colons and invisible characters.
func thumbprintOf(flag, text string) (string, error) {
	print := strings.Map(func(c rune) rune {
		if strings.ContainsRune(" :\u200e\u200f\u00a0\ufeff", c) {
			return -1
		}
		return c
	}, strings.ToUpper(text))
	if !hexadecimal.MatchString(print) {
		return "", fmt.Errorf("%s: %q is not a thumbprint of 40 hexadecimal digits, and no such file exists", flag, text)
	}
	return print, nil
}

// writeAll writes the reports, and the scripts.
func (flags *rotateFlags) writeAll(stdout io.Writer, outputs []output, result *lint.Result) error {
	var reports []output
	for _, o := range outputs {
		if !slices.Contains(scripts, o.format) {
			reports = append(reports, o)
			continue
		}
		text := rotate.Script(result.Rotation)
		if o.format == "rollback" {
			text = rotate.Rollback(result.Rotation)
		}
		if o.file == "" {
			if _, err := io.WriteString(stdout, text); err != nil {
				return fmt.Errorf("standard output: %s", reason(err))
			}
			continue
		}
		if err := os.WriteFile(o.file, []byte(text), 0o666); err != nil {
			return fmt.Errorf("%s: %s", o.file, reason(err))
		}
	}
	return flags.write(stdout, reports, result)
}
