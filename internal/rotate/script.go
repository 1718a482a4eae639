package rotate

import (
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

const head = `# %ABOUT%
# Nothing is changed unless -Apply is given.
[CmdletBinding(SupportsShouldProcess)]
param([switch]$Apply)
if (-not $Apply) { $WhatIfPreference = $true }
`

// Script returns the plan of a rotation as PowerShell.
func Script(r *lint.Rotation) string {
	var b strings.Builder
	b.WriteString(strings.Replace(head, "%ABOUT%", "Replaces the certificate "+r.Old.Thumbprint+" by "+r.New.Thumbprint+".", 1))
	asked := false
	for _, s := range r.Plan {
		if strings.Contains(s.Command, "$password") && !asked {
			b.WriteString("\n# the password of the PFX file, or one for the way between the servers\n$password = Read-Host -AsSecureString\n")
			asked = true
		}
		b.WriteString("\n# " + about(s) + "\n" + s.Command + "\n")
	}
	for _, o := range r.Outside {
		b.WriteString("\n# By hand: " + o.Text + "\n")
	}
	return b.String()
}

// Rollback returns the script that gives the connectors their names of today.
func Rollback(r *lint.Rotation) string {
	var b strings.Builder
	b.WriteString(strings.Replace(head, "%ABOUT%", "Gives the connectors their certificate names of today. Certificates that were imported or enabled stay.", 1))
	for i := len(r.Plan) - 1; i >= 0; i-- {
		if s := r.Plan[i]; s.Rollback != "" {
			b.WriteString("\n" + s.Rollback + "\n")
		}
	}
	return b.String()
}

// about says what a step does, for a comment.
func about(s lint.RotationStep) string {
	switch s.Action {
	case "import":
		return "import the new certificate with its key"
	case "enable":
		return "enable it for SMTP; answer No when asked to overwrite the default SMTP certificate"
	case "rebind":
		return "name the new certificate"
	case "clear":
		return "clear the name while the old certificate is removed"
	case "edge-sync":
		return "replicate the connectors to the Edge servers"
	case "remove-old":
		return "remove the old certificate"
	}
	return "see that it is there"
}
