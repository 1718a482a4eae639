# METADATA
# title: HubTransport connector is bound to port 25
# description: |
#   On a Mailbox server port 25 belongs to the front-end transport service. A connector that was made
#   with the role HubTransport, the default of New-ReceiveConnector, takes the port for the
#   Transport service: the service that starts second does not start, with events 1018, 1019, 1036
#   and 1046, and mail stops. Setup of a cumulative update ends with
#   ReceiveConnectorRoleConflictException and leaves the server half installed.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 1018", "event 1019", "event 1036", "event 1046", "event 4999", ReceiveConnectorRoleConflictException]
#   fix: choice
#   remediation:
#     - without: rival
#       do: Give it to the front-end transport service
#       command: Set-ReceiveConnector -Identity <identity> -TransportRole FrontendTransport
#       caution: Restart MSExchangeTransport and MSExchangeFrontEndTransport on <server> afterwards.
#     - with: rival
#       do: 'Remove it, or narrow RemoteIPRanges to its clients and set TransportRole to FrontendTransport after that: with the ranges of <rival> Exchange refuses the role'
#   tags: [binding]
package exchlint.receive.hubtransport_on_port_25

findings contains {
	"property": "TransportRole",
	"message": message,
	"level": _level,
	"values": {"rival": concat(", ", _rivals)},
	"related": [place |
		some other in input.role_conflicts
		other.port == 25
		place := {"kind": "ReceiveConnector", "identity": other.identity, "property": "Bindings", "message": "listens there too, for the front-end transport service"}
	],
} if {
	input.TransportRole == "HubTransport"
	25 in input.ports
	input.front_end
	not input.edge
	message := sprintf("TransportRole is \"HubTransport\", but it listens on port 25: %s", [_consequence])
}

_rivals := [other.identity | some other in input.role_conflicts; other.port == 25]

default _level := "error"

_level := "warning" if input.disabled

default _consequence := "MSExchangeFrontEndTransport can't listen there and may not start (events 1018, 1019, 1036), and setup of the next update ends with ReceiveConnectorRoleConflictException"

_consequence := "disabled as it is, setup of the next update may still end with ReceiveConnectorRoleConflictException" if input.disabled
