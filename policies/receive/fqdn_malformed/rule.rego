# METADATA
# title: Receive connector Fqdn is not a valid host name
# description: |
#   The connector answers EHLO with it and, where TlsCertificateName is empty, looks its certificate
#   up by it. A URL, an address, a wildcard or a name with a blank, underscore, port or final dot
#   finds no certificate (event 12014), and strict peers refuse the greeting.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["event 12014"]
#   fix: choice
#   remediation:
#     - do: Set Fqdn to a host name that the certificate has, as mail.contoso.com
#       caution: With ExchangeServer in AuthMechanism Exchange takes the name of the server alone.
#   tags: [tls, syntax]
package exchlint.receive.fqdn_malformed

import data.exchlint.lib.hosts

findings contains {"property": "Fqdn", "message": message, "level": _level} if {
	not _own
	message := sprintf("Fqdn is \"%s\", which is not a valid host name (%s): no certificate is found by it (event 12014), and senders may refuse the greeting", [input.Fqdn, hosts.defect(input.Fqdn)])
}

# A server may have an underscore in its own name.
_own if upper(split(input.Fqdn, ".")[0]) == input.Server

default _level := "warning"

_level := "note" if input.disabled
