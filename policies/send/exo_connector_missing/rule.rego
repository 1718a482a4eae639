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
#   fix: choice
#   remediation:
#     - when: mail goes to Exchange Online directly
#       do: Run the Hybrid Configuration Wizard again, which makes the connector with the public CA's certificate
#     - when: mail goes through a gateway
#       do: Set CloudServicesMailEnabled on the connector to the gateway; a second connector of its address space would compete with it
#   tags: [hybrid]
package exchlint.send.exo_connector_missing

findings contains {
	"property": "TlsDomainCapabilities",
	"message": sprintf("TlsDomainCapabilities is \"%s\", the mark of a hybrid, but no enabled send connector leads to Exchange Online: mail for mailboxes there may arrive as external", [concat("; ", input.TlsDomainCapabilities)]),
} if {
	input.expects_cloud_route
	not input.cloud_route
}
