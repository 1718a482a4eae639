# METADATA
# title: Relay connector doesn't log its conversations
# description: |
#   Without a protocol log nobody can tell afterwards which device sent what, and why a message was
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
	message := "ProtocolLoggingLevel is \"None\", so nobody can tell afterwards what was sent through this relay"
}

_relay if {
	some name in parameters.names
	contains(lower(input.Name), name)
}
