# METADATA
# title: Senders without TLS are trusted like Exchange Online
# description: |
#   NO-TLS stands for whoever proves nothing. With AcceptCloudServicesMail or AcceptOorgProtocol any
#   host that reaches the connector may say that its mail comes from the organization itself: such
#   headers are believed, and forged mail is shown as internal.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Set the capabilities that Exchange Online's mail needs
#       command: Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities (<capabilities> -split ';')
#   tags: [hybrid, tls, cwe-290]
package exchlint.receive.cloud_capability_without_tls_domain

import data.exchlint.lib.hybrid

findings contains {
	"property": "TlsDomainCapabilities",
	"message": message,
	"values": {"capabilities": hybrid.kept(input.domain_capabilities, [entry])},
} if {
	input.Enabled
	some entry in hybrid.grants(input.domain_capabilities)
	entry.domain == "no-tls"
	message := sprintf("TlsDomainCapabilities has \"%s\": any sender, without TLS or proof, may pass its mail off as the organization's own", [entry.text])
}
