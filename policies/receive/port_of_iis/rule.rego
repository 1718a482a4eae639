# METADATA
# title: Receive connector listens on a port of IIS
# description: |
#   IIS uses ports 80 and 443 on every Exchange server, for Outlook, Outlook on the web and the management
#   shell. A transport service that has a binding on one of them can't open it and does not start, so the
#   server sends and receives no mail after its next start. Mailbox servers always have IIS; Edge servers
#   usually do not, so there the finding is a warning.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/network-ports
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Listen on the other addresses and ports alone
#       command: Set-ReceiveConnector -Identity <identity> -Bindings (<bindings> -split ',')
#   tags: [bindings]
package exchlint.receive.port_of_iis

findings contains {
	"property": "Bindings",
	"message": sprintf("Bindings has \"%s\", a port of IIS: %s", [concat("\", \"", _wrong), _consequence]),
	"level": _level,
	"values": {"bindings": _bindings},
} if {
	input.Enabled
	count(_wrong) > 0
}

_wrong := [binding | some binding in input.Bindings; _of_iis(binding)]

_of_iis(binding) if endswith(binding, ":80")

_of_iis(binding) if endswith(binding, ":443")

_level := "error" if not input.edge

_level := "warning" if input.edge

_consequence := "the transport service can't open it and does not start" if not input.edge

_consequence := "if IIS runs on this Edge server, the transport service does not start" if input.edge

_right := [binding | some binding in input.Bindings; not _of_iis(binding)]

_bindings := concat(",", _right) if count(_right) > 0

_bindings := "[::]:25,0.0.0.0:25" if count(_right) == 0
