# METADATA
# title: Send connector ignores STARTTLS
# description: |
#   With IgnoreSTARTTLS the connector never encrypts, whatever the other side offers: mail goes out in
#   clear. It is an error for mail to the Internet and to Exchange Online, which does not know the
#   organization without TLS.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Use STARTTLS where it is offered
#       command: Set-SendConnector -Identity <identity> -IgnoreSTARTTLS $false
#   tags: [tls, cwe-319]
package exchlint.send.ignore_starttls

findings contains {
	"property": "IgnoreSTARTTLS",
	"message": sprintf("IgnoreSTARTTLS is \"True\": mail for %s goes out in clear, whatever the other side offers", [concat(", ", input.AddressSpaces)]),
	"level": _level,
} if {
	not input.disabled
	input.IgnoreSTARTTLS
}

_level := "error" if _exposed

_level := "warning" if not _exposed

_exposed if input.internet

_exposed if input.exo
