# METADATA
# title: Two transport roles listen on one address and port
# description: |
#   The Transport service and the front-end transport service of a server can't listen on one address
#   and port; all addresses (0.0.0.0, [::]) take in each single one. The service that starts second
#   does not start, with events 1018, 1019 and 1036, and setup of a cumulative update ends with
#   ReceiveConnectorRoleConflictException.
#
#   A HubTransport connector on port 25 has a rule of its own.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 1018", "event 1019", "event 1036", ReceiveConnectorRoleConflictException]
#   fix: choice
#   remediation:
#     - when: both are for the same clients
#       do: Remove one of them
#     - when: they are for different clients
#       do: Give one an address or a port of its own
#   tags: [binding]
package exchlint.receive.transport_role_binding_conflict

findings contains {
	"property": "Bindings",
	"message": message,
	"level": _level(other),
	"related": [{
		"kind": "ReceiveConnector",
		"identity": other.identity,
		"property": "Bindings",
		"message": sprintf("listens there too, as %s", [other.TransportRole]),
	}],
	"values": {"role": other.TransportRole},
} if {
	some other in input.role_conflicts
	not _hub_on_25(other)
	message := sprintf(
		"listens on \"%s\" as %s, but %s listens there as %s: the service that starts second does not start (events 1018, 1019, 1036)",
		[other.binding, input.TransportRole, other.identity, other.TransportRole],
	)
}

# That pair is receive/hubtransport-on-port-25's.
_hub_on_25(other) if {
	other.port == 25
	"HubTransport" in {input.TransportRole, other.TransportRole}
}

_level(other) := "error" if {
	not input.disabled
	not other.disabled
}

_level(_) := "warning" if input.disabled

_level(other) := "warning" if other.disabled
