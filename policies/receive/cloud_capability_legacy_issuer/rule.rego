# METADATA
# title: Hybrid mail depends on a certificate that Exchange Online no longer presents
# description: |
#   Early hybrid configurations name the one certificate of Exchange Online by its issuer, "MSIT Machine
#   Auth CA 2". Exchange Online has shown certificates of other CAs since 15 April 2016, so the entry
#   matches nothing: its mail is refused or deferred ("451 4.7.0 ... PRX5", "550 5.7.1"), or counts as
#   anonymous. Any other issuer that is named so ends in the same way with its next renewal.
# related_resources:
#   - https://learn.microsoft.com/exchange/troubleshoot/email-delivery/mails-issues-occur-after-april-15-2016
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Set the capabilities that Exchange Online's mail needs
#       command: Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities (<capabilities> -split ';')
#   tags: [hybrid, tls, certificate]
#   symptoms: ["451 4.7.0", "PRX5", "550 5.7.1", "454 4.7.5"]
package exchlint.receive.cloud_capability_legacy_issuer

import data.exchlint.lib.hybrid

findings contains {
	"property": "TlsDomainCapabilities",
	"message": message,
	"values": {"capabilities": hybrid.kept(input.domain_capabilities, [entry])},
} if {
	input.Enabled
	some entry in hybrid.grants(input.domain_capabilities)
	consequence := _consequence(lower(entry.text))
	message := sprintf("TlsDomainCapabilities has \"%s\": %s (451 4.7.0 PRX5, 550 5.7.1)", [entry.text, consequence])
}

_consequence(text) := "Exchange Online has not shown a certificate of this CA since 2016, so its mail is refused or counts as anonymous" if {
	contains(text, "msit machine auth ca 2")
}

_consequence(text) := "one issuer is named, so mail is refused or counts as anonymous once Exchange Online shows a certificate of another CA" if {
	startswith(text, "<i>")
	not contains(text, "msit machine auth ca 2")
}
