# METADATA
# title: Protocol logging is off on an external receive connector
# description: |
#   Whether STARTTLS was offered, which certificate was shown, why a sender was refused: only the
#   connector's protocol log shows it, and only if it was on at the time. It is the first thing to look
#   at when mail does not arrive.
#
#   Client Frontend, which setup creates without logging, and connectors on ports other than 25 and
#   587 are not checked.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/configure-protocol-logging
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Log the SMTP sessions
#       command: Set-ReceiveConnector -Identity <identity> -ProtocolLoggingLevel Verbose
#   tags: [logging, cwe-778]
package exchlint.receive.protocol_logging_off

findings contains {
	"property": "ProtocolLoggingLevel",
	"message": "ProtocolLoggingLevel is \"None\": when mail does not arrive or TLS fails, there is no record of the SMTP conversation",
} if {
	input.external
	input.ProtocolLoggingLevel == "None"
	some port in {25, 587}
	port in input.ports
	not startswith(lower(input.Name), "client frontend ")
}
