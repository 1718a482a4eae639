# METADATA
# title: Basic authentication is offered before TLS
# description: |
#   With BasicAuth but without BasicAuthRequireTLS in AuthMechanism, AUTH LOGIN is offered on the
#   plain connection: user names and passwords cross the network in clear, and a device that is
#   set up without TLS goes unnoticed. With BasicAuthRequireTLS it is offered after STARTTLS alone.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Offer Basic authentication after STARTTLS only
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#   tags: [tls, authentication, cwe-319, cwe-522, cwe-523, stig-V-259595, stig-V-221219]
package exchlint.receive.basic_auth_cleartext

findings contains {
	"property": "AuthMechanism",
	"message": message,
	"level": _level,
	"values": {"mechanisms": concat(", ", array.concat(_missing, input.AuthMechanism))},
} if {
	not input.disabled
	"BasicAuth" in input.AuthMechanism
	not "BasicAuthRequireTLS" in input.AuthMechanism
	_reached
	message := sprintf(
		"AuthMechanism is \"%s\", without BasicAuthRequireTLS: AUTH LOGIN is offered before STARTTLS, and user names and passwords cross the network in clear",
		[concat(", ", input.AuthMechanism)],
	)
}

# Who logs on: clients of a connector that faces them, or users from anywhere.
_reached if input.external

_reached if {
	"ExchangeUsers" in input.PermissionGroups
	input.wide
}

_missing := [mechanism |
	some mechanism in ["Tls", "BasicAuthRequireTLS"]
	not mechanism in input.AuthMechanism
]

default _level := "note"

_level := "error" if input.external
