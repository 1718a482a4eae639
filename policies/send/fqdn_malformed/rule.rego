# METADATA
# title: Send connector Fqdn is not a valid host name
# description: |
#   The connector says EHLO with it and, where TlsCertificateName is empty, looks its certificate
#   up by it. A URL, an address, a wildcard or a name with a blank, underscore, port or final dot
#   finds no certificate (event 12014), and strict peers refuse the greeting.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   symptoms: ["event 12014"]
#   fix: choice
#   remediation:
#     - do: Set Fqdn to a host name, as mail.contoso.com
#   tags: [tls, syntax]
package exchlint.send.fqdn_malformed

import data.exchlint.lib.hosts

findings contains {"property": "Fqdn", "message": message, "level": _level} if {
	message := sprintf("Fqdn is \"%s\", which is not a valid host name (%s): no certificate is found by it (event 12014), and receivers may refuse EHLO with it", [input.Fqdn, hosts.defect(input.Fqdn)])
}

default _level := "warning"

_level := "note" if input.disabled
