# METADATA
# title: Conversations of an external receive connector are not logged
# description: |
#   Whether STARTTLS was offered, which certificate was shown, why a sender was refused: nothing but the
#   protocol log of the connector tells, and it can't be had afterwards. It is the first thing to look
#   at when mail does not arrive.
#
#   Left alone is Client Frontend, which setup leaves so, and whatever listens on other ports than 25
#   and 587.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/configure-protocol-logging
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   remediation: |
#     Set-ReceiveConnector -Identity <identity> -ProtocolLoggingLevel Verbose
#   tags: [logging, cwe-778]
package exchlint.receive.protocol_logging_off

findings contains {
	"property": "ProtocolLoggingLevel",
	"message": "ProtocolLoggingLevel is \"None\": when mail does not arrive or TLS fails, nothing tells what was said",
} if {
	input.external
	input.ProtocolLoggingLevel == "None"
	some port in {25, 587}
	port in input.ports
	not startswith(lower(input.Name), "client frontend ")
}
