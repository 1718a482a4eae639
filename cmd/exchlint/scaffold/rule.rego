# METADATA
# title: Protocol logging is off on a relay connector
# description: |
#   Without a protocol log it is not possible to find out later which device sent a message, or why one was
#   refused.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/configure-protocol-logging
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   remediation: |
#     Set-ReceiveConnector -Identity <identity> -ProtocolLoggingLevel Verbose
#   tags: [logging]
#   parameters:
#     names: {type: array, items: {type: string}, default: [relay], description: What the names of relay connectors contain}
package exchlint.AREA.RULE

findings contains {"property": "ProtocolLoggingLevel", "message": message} if {
	not input.disabled
	_relay
	input.ProtocolLoggingLevel == "None"
	message := "ProtocolLoggingLevel is \"None\", so messages sent through this relay cannot be traced"
}

_relay if {
	some name in parameters.names
	contains(lower(input.Name), name)
}
