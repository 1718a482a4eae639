package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/collect"
)

func newExportScript() *cobra.Command {
	return &cobra.Command{
		Use:   "export-script",
		Short: "Print a PowerShell script that exports the configuration of all servers",
		Long:  "Print a PowerShell script that exports the receive connectors and certificates of all\nservers, and the send connectors:\n\n  exchlint export-script > Export-Exchange.ps1\n\nRun it in the Exchange Management Shell. It changes nothing. Get-Help .\\Export-Exchange.ps1 -Full\ndescribes its parameters; -Redact replaces names and addresses with pseudonyms.",
		Args:  atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), collect.Script(version))
			return err
		},
	}
}
