# METADATA
# title: Send connector uses HELO instead of EHLO
# description: |
#   With ForceHELO the connector says HELO instead of EHLO, and a server answers HELO without a word of
#   what it can do: no STARTTLS, so mail goes out in clear, no SIZE, no delivery notifications. Where TLS
#   is required no mail leaves at all.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://www.rfc-editor.org/rfc/rfc5321
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Greet with EHLO
#       command: Set-SendConnector -Identity <identity> -ForceHELO $false
#   tags: [tls, cwe-319]
package exchlint.send.force_helo

findings contains {
	"property": "ForceHELO",
	"message": sprintf("ForceHELO is \"True\": without EHLO the other side offers no STARTTLS, so %s", [_loss]),
	"level": _level,
} if {
	not input.disabled
	input.ForceHELO
}

_level := "error" if input.RequireTLS

_level := "warning" if not input.RequireTLS

_loss := "with RequireTLS on no mail leaves" if input.RequireTLS

_loss := "mail goes out in clear" if not input.RequireTLS
