# METADATA
# title: ConnectionTimeout differs from the STIG value
# description: |
#   ConnectionTimeout ends a connection although it is in use. The STIG for Exchange asks for ten minutes
#   on Mailbox servers and five on Edge servers, which are the defaults.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the time after which a connection ends
#       command: Set-ReceiveConnector -Identity <identity> -ConnectionTimeout <timeout>
#   tags: [hardening, stig-V-259697, stig-EX19-MB-000158, stig-V-259630, stig-EX19-ED-000159, stig-V-228399, stig-V-221202]
#   profiles: [stig]
#   parameters:
#     mailboxSeconds: {type: integer, minimum: 1, default: 600, description: ConnectionTimeout on Mailbox servers}
#     edgeSeconds: {type: integer, minimum: 1, default: 300, description: ConnectionTimeout on Edge servers}
package exchlint.hardening.receive_connection_timeout

import data.exchlint.lib.times

findings contains {
	"property": "ConnectionTimeout",
	"message": sprintf("ConnectionTimeout is \"%s\", not %s: connections are kept for a different time than the STIG requires", [times.shown(input.ConnectionTimeout), times.shown(_expected)]),
	"values": {"timeout": times.shown(_expected)},
} if {
	input.Enabled
	input.ConnectionTimeout != _expected
}

_expected := parameters.edgeSeconds if input.edge

_expected := parameters.mailboxSeconds if not input.edge
