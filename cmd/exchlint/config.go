package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/config"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Manage the configuration file", Args: noCommand, RunE: showHelp}
	cmd.AddCommand(newConfigVerify())
	return cmd
}

func newConfigVerify() *cobra.Command {
	var folders []string
	cmd := &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Validate a configuration file (default: the one that exchlint check uses in the current folder)",
		Args:  atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			named := append(args, "")[0]
			settings, err := configured(named, []string{"."})
			if err != nil {
				return err
			}
			for _, notice := range settings.Notices {
				if err := say(cmd.ErrOrStderr(), notice.Error()); err != nil {
					return err
				}
			}
			if settings.File == "" {
				return fmt.Errorf("no %s in the current folder or above it; create one with exchlint init", configName)
			}
			set, err := loadRules(folders)
			if err != nil {
				return err
			}
			if err := settings.Verify(set.Rules); err != nil {
				return err
			}
			return say(cmd.OutOrStdout(), settings.File+" is valid")
		},
	}
	cmd.Flags().StringArrayVarP(&folders, "policy", "p", nil, "also load the policies in `DIR`; can be repeated")
	return cmd
}

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Create a starter configuration file (default: in the current folder)",
		Args:  atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			file := filepath.Join(append(args, ".")[0], configName)
			out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			switch {
			case errors.Is(err, fs.ErrExist):
				return fmt.Errorf("%s already exists", file)
			case err != nil:
				return fmt.Errorf("cannot write %s: %s", file, reason(err))
			}
			_, err = out.WriteString(config.Template)
			if err := errors.Join(err, out.Close()); err != nil {
				return fmt.Errorf("cannot write %s: %s", file, reason(err))
			}
			return say(cmd.OutOrStdout(), "created "+filepath.ToSlash(file))
		},
	}
}
