# METADATA
# title: Connector for hybrid mail is disabled
# description: |
#   The connector with TlsDomainCapabilities is disabled, and no other front-end connector of its
#   server grants the same. Mail from Exchange Online reaches the server over another connector, if
#   at all, and counts as anonymous and from outside: free/busy replies and internal senders are
#   filtered as if they came from strangers.
# related_resources:
#   - https://learn.microsoft.com/exchange/exchange-hybrid
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - when: hybrid mail is to come in here
#       do: Enable it
#       command: Set-ReceiveConnector -Identity <identity> -Enabled $true
#     - note: The connector is not needed any more.
#       or:
#         - do: Take the capabilities away
#           command: Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities $null
#   tags: [tls, hybrid]
package exchlint.receive.disabled_cloud_connector

findings contains {"property": "Enabled", "message": message} if {
	input.disabled
	count(input.TlsDomainCapabilities) > 0
	not input.capabilities_elsewhere
	message := sprintf(
		"Enabled is \"False\", but TlsDomainCapabilities is \"%s\", and no other connector of %s grants the same: mail from Exchange Online counts as anonymous there",
		[concat("; ", input.TlsDomainCapabilities), input.Server],
	)
}
