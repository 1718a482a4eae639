package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/collect"
)

func newExportScript() *cobra.Command {
	return &cobra.Command{
		Use:   "export-script",
		Short: "Print the PowerShell script that exports all servers",
		Long:  "Print the PowerShell script that exports the receive connectors and certificates of all\nservers, and the send connectors, for exchlint to read:\n\n  exchlint export-script > Export-Exchange.ps1\n\nRun it in the Exchange Management Shell. It only reads. Get-Help .\\Export-Exchange.ps1 -Full\ntells its parameters; -Redact writes pseudonyms for all names and addresses.",
		Args:  atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), collect.Script(version))
			return err
		},
	}
}
