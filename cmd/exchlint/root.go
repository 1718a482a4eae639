package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/report"
)

// The exit statuses, fixed by the contract with those who script exchlint.
const (
	clean     = 0 // trustworthy, and nothing found at the level asked for
	failed    = 1 // trustworthy, with findings at that level
	misused   = 2 // the command line or what belongs to it is wrong; nothing was linted
	untrusted = 3 // the verdict can't be relied on
)

// run executes a command line and returns the exit status. Any error that is no
// status is a misuse.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var ended status
	switch {
	case err == nil:
		return clean
	case errors.As(err, &ended):
		return int(ended)
	}
	for _, fault := range faults(err) {
		fmt.Fprintln(os.Stderr, "exchlint: "+report.Visible(fault))
	}
	return misused
}

// faults returns what is wrong, each fault for a line of its own. A line break within one,
// as a path may have, stays one that is shown.
func faults(err error) (texts []string) {
	switch err := err.(type) {
	case diag.List:
		for _, fault := range err {
			texts = append(texts, fault.Error())
		}
	case interface{ Unwrap() []error }:
		for _, one := range err.Unwrap() {
			texts = append(texts, faults(one)...)
		}
	default:
		texts = []string{err.Error()}
	}
	return texts
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "exchlint",
		Short:         "Check exported Exchange Server configuration",
		Long:          "exchlint checks the exported output of Get-ExchangeCertificate, Get-ReceiveConnector and\nGet-SendConnector and reports what will break mail flow: a connector that names a\ncertificate its server does not have, a setting that was changed on one server only, a\nport 25 that no longer offers STARTTLS.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE:          showHelp,

		PersistentPreRunE: noEmptyWords,
	}
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newCheck(), newDiff(), newExplain(), newFix(), newRotate(), newRules(), newNormalize(), newSchema(), newConfig(), newInit(), newTest(), newPolicy(), newExportScript(), newVersion())
	addCobras(root)
	return root
}

// addCobras adds cobra's own commands, which would take any word, and have them refuse one
// that is no command.
func addCobras(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, command := range root.Commands() {
		switch command.Name() {
		case "help":
			command.Run, command.RunE = nil, showHelpOf
		case "completion":
			command.Args, command.RunE = noCommand, showHelp
			for _, shell := range command.Commands() {
				shell.Args = atMost(0)
			}
		}
	}
}

func showHelp(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// showHelpOf shows the help of the command that is named behind help.
func showHelpOf(cmd *cobra.Command, names []string) error {
	named, rest, err := cmd.Root().Find(names)
	if err != nil {
		return err
	}
	if err := noCommand(named, rest); err != nil {
		return err
	}
	named.InitDefaultHelpFlag()
	return named.Help()
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return say(cmd.OutOrStdout(), "exchlint "+version)
		},
	}
}
