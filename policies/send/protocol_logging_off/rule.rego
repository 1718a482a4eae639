# METADATA
# title: Protocol logging is off on a send connector
# description: |
#   Why a host refused a message, whether TLS came about and with which certificates: only the
#   connector's protocol log shows it, and only if it was on at the time. That matters on the way to the
#   Internet and to Exchange Online.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/configure-protocol-logging
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Log the SMTP sessions
#       command: Set-SendConnector -Identity <identity> -ProtocolLoggingLevel Verbose
#   tags: [logging, cwe-778]
package exchlint.send.protocol_logging_off

findings contains {
	"property": "ProtocolLoggingLevel",
	"message": "ProtocolLoggingLevel is \"None\": when mail is refused or TLS fails, there is no record of the SMTP conversation",
} if {
	input.Enabled
	input.ProtocolLoggingLevel == "None"
	_outward
}

_outward if input.internet

_outward if input.exo
