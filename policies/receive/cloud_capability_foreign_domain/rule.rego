# METADATA
# title: Domain other than Exchange Online's is trusted with hybrid mail
# description: |
#   AcceptCloudServicesMail believes the X-MS-Exchange-CrossPremises headers by which Exchange Online says
#   that a message comes from the organization itself. Granted to another domain, whoever has a
#   certificate for it may pass mail off as internal. Microsoft's documentation has such a domain in its
#   example, and it is sometimes copied as it is.
#
#   A gateway that stands between Exchange Online and the organization may need it: name its domain
#   under cloudDomains in the configuration.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Set the capabilities that Exchange Online's mail needs
#       command: Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities (<capabilities> -split ';')
#   tags: [hybrid, tls, cwe-346]
package exchlint.receive.cloud_capability_foreign_domain

import data.exchlint.lib.hybrid

findings contains {
	"property": "TlsDomainCapabilities",
	"message": message,
	"values": {"capabilities": hybrid.kept(input.domain_capabilities, [entry])},
} if {
	input.Enabled
	some entry in input.domain_capabilities
	"AcceptCloudServicesMail" in entry.capabilities
	entry.defect == ""
	not entry.domain in {"", "no-tls"}
	not entry.cloud
	message := sprintf(
		"TlsDomainCapabilities has \"%s\", but \"%s\" is not a domain of Exchange Online: whoever has a certificate for it may pass mail off as the organization's own",
		[entry.text, entry.domain],
	)
}
