# METADATA
# title: Send connector to Exchange Online does not require TLS
# description: |
#   Exchange Online knows the organization by the certificate that the connector shows in TLS. With
#   RequireTLS off mail goes out in clear wherever STARTTLS is missing or taken out on the way, and what
#   arrives so is a stranger's: it is filtered as external, or refused with "550 5.7.64
#   TenantAttribution; Relay Access Denied".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/hybrid-configuration-wizard
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Check the certificate of Exchange Online by its name
#       command: Set-SendConnector -Identity <identity> -RequireTLS $true -TlsAuthLevel DomainValidation -TlsDomain <cloud>
#   tags: [hybrid, tls, cwe-319, stig-V-259642, stig-V-221262]
#   symptoms: ["550 5.7.64 TenantAttribution"]
package exchlint.send.exo_require_tls_disabled

findings contains {
	"property": "RequireTLS",
	"message": "RequireTLS is \"False\" on a connector to Exchange Online: where STARTTLS is missing, mail goes out in clear and may be refused with \"550 5.7.64 TenantAttribution\" or treated as external",
	"values": {"cloud": input.cloud_domain},
} if {
	not input.disabled
	input.exo
	not input.RequireTLS
}
