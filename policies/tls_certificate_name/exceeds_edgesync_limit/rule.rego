# METADATA
# title: TlsCertificateName is too long to replicate to an Edge server
# description: |
#   The directory of an Edge Transport server takes no more than 256 characters of TlsCertificateName,
#   with both tags. A send connector with a longer one is not replicated: Start-EdgeSynchronization
#   ends with the result Incomplete and "A value in the request is invalid", the connector on the
#   Edge server stays as it was, and hybrid mail that leaves by it counts as coming from outside.
#
#   Certificates with a validated organization, with street and serial number in their subject, are
#   the ones that get so long. Whether the limit itself still fits is not documented alike
#   everywhere, so a name that comes near to it is a note.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-subscriptions
#   - https://learn.microsoft.com/powershell/module/exchange/start-edgesynchronization
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   symptoms: ["A value in the request is invalid", "EdgeSync Incomplete"]
#   fix: choice
#   remediation:
#     - do: Have the certificate issued again with a shorter subject, and name that
#     - note: Until then the certificate is chosen by Fqdn, which must be a name that it has.
#       or:
#         - do: Clear the name
#           command: Set-SendConnector -Identity <identity> -TlsCertificateName $null
#         - do: Replicate it
#           command: Start-EdgeSynchronization
#   tags: [tls, certificate, edge]
package exchlint.tls_certificate_name.exceeds_edgesync_limit

findings contains {"property": "TlsCertificateName", "message": message, "level": _level} if {
	not input.disabled
	_length > _limit
	message := sprintf("TlsCertificateName has \"%d\" characters, but an Edge server's directory takes %d: EdgeSync does not replicate the connector (Incomplete, \"A value in the request is invalid\")%s", [_length, _limit, _shown])
}

findings contains {"property": "TlsCertificateName", "message": message, "level": "note"} if {
	not input.disabled
	_length > _near
	_length <= _limit
	count(input.edge_servers) > 0
	message := sprintf("TlsCertificateName has \"%d\" characters, close to the %d that an Edge server's directory takes: EdgeSync may not replicate the connector after the next renewal", [_length, _limit])
}

_limit := 256

_near := 250

_length := count(input.TlsCertificateName)

default _level := "note"

_level := "error" if count(input.edge_servers) > 0

default _shown := ""

_shown := sprintf(". Edge servers are in use: %s", [concat(", ", input.edge_servers)]) if count(input.edge_servers) > 0
