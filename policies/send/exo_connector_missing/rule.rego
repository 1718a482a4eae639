# METADATA
# title: Hybrid mail is accepted, but no send connector leads to Exchange Online
# description: |
#   A receive connector accepts hybrid headers from Exchange Online, so the organization has mailboxes
#   there; but no enabled send connector leads to it. Mail for these mailboxes takes the Internet route:
#   it arrives as external, or does not arrive where only the hybrid route is allowed.
#
#   If mail is only meant to be received, set organization.inboundOnly in the configuration.
# related_resources:
#   - https://learn.microsoft.com/exchange/transport-routing
#   - https://learn.microsoft.com/exchange/hybrid-configuration-wizard
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   remediation: |
#     # best by running the Hybrid Configuration Wizard again; what it makes is
#     New-SendConnector -Name 'Outbound to Office 365' -AddressSpaces 'SMTP:<tenant>.mail.onmicrosoft.com;1' -DNSRoutingEnabled $true -RequireTLS $true -TlsAuthLevel DomainValidation -TlsDomain mail.protection.outlook.com -CloudServicesMailEnabled $true -Fqdn <fqdn> -SourceTransportServers <server>
#   tags: [hybrid]
package exchlint.send.exo_connector_missing

findings contains {
	"property": "TlsDomainCapabilities",
	"message": sprintf("TlsDomainCapabilities is \"%s\", the mark of a hybrid, but no enabled send connector leads to Exchange Online: mail for mailboxes there may arrive as external", [concat("; ", input.TlsDomainCapabilities)]),
} if {
	input.expects_cloud_route
	not input.cloud_route
}
