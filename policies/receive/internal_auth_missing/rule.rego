# METADATA
# title: Internal connector lacks ExchangeServer authentication
# description: |
#   Exchange servers log on to each other with X-EXPS, inside X-ANONYMOUSTLS: on the connector
#   Default SERVER on port 2525 and the front end's Outbound Proxy Frontend SERVER on port 717.
#   That takes ExchangeServer in AuthMechanism and ExchangeServers in PermissionGroups. Without
#   them mail between servers, shadow redundancy in a DAG and mail from an Edge Transport server
#   stay in the queues: "451 5.7.3 Cannot achieve Exchange Server authentication".
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["451 5.7.3 Cannot achieve Exchange Server authentication"]
#   fix: command
#   remediation:
#     - do: Let Exchange servers log on
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms> -SuppressXAnonymousTls $false
#     - do: Let Exchange servers send
#       command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#   tags: [authentication]
package exchlint.receive.internal_auth_missing

findings contains {"property": property, "message": message, "values": _values} if {
	not input.disabled
	_between_servers
	some [property, message] in _faults
}

# The connectors that setup makes for mail between servers. Custom ones have other purposes.
_between_servers if {
	input.TransportRole == "HubTransport"
	not input.edge
	2525 in input.ports
	startswith(lower(input.Name), "default ")
}

_between_servers if {
	input.TransportRole == "FrontendTransport"
	input.ports == [717]
}

_faults contains ["AuthMechanism", message] if {
	not "ExchangeServer" in input.AuthMechanism
	message := sprintf("AuthMechanism is \"%s\", without ExchangeServer: %s", [concat(", ", input.AuthMechanism), _consequence])
}

_faults contains ["PermissionGroups", message] if {
	not "ExchangeServers" in input.PermissionGroups
	message := sprintf("PermissionGroups is \"%s\", without ExchangeServers: %s", [concat(", ", input.PermissionGroups), _consequence])
}

_faults contains ["SuppressXAnonymousTls", message] if {
	input.SuppressXAnonymousTls
	input.wide
	message := sprintf("SuppressXAnonymousTls is \"True\" for clients from anywhere: %s", [_consequence])
}

_consequence := "other Exchange servers can't log on, and mail between servers stays queued (\"451 5.7.3 Cannot achieve Exchange Server authentication\")"

# What is there stays, but for Custom, which Exchange sets itself.
_values := {
	"mechanisms": concat(", ", {"Tls", "ExchangeServer"} | {mechanism | some mechanism in input.AuthMechanism}),
	"groups": concat(", ", ({"ExchangeServers"} | {group | some group in input.PermissionGroups}) - {"Custom"}),
}
