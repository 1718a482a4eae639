# METADATA
# title: Send connector to Exchange Online does not verify the remote certificate
# description: |
#   Without CertificateValidation or DomainValidation the connector hands mail, hybrid headers and all, to
#   whoever answers at the address that DNS or the smart host leads to. The Hybrid Configuration Wizard
#   sets DomainValidation with the domain mail.protection.outlook.com.
#
#   It is an error where all mail of the organization is relayed through Exchange Online. Connectors with
#   Domain Security check in their own way and have no TlsAuthLevel.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/hybrid-configuration-wizard
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Check the certificate of Exchange Online by its name
#       command: Set-SendConnector -Identity <identity> -RequireTLS $true -TlsAuthLevel DomainValidation -TlsDomain <cloud>
#   tags: [hybrid, tls, cwe-295, stig-V-259708, stig-V-259639]
package exchlint.send.exo_tls_auth_level_weak

findings contains {
	"property": "TlsAuthLevel",
	"message": sprintf("TlsAuthLevel is %s on a connector to Exchange Online: the certificate of whoever answers is not checked, so mail may be handed to somebody else", [_shown]),
	"level": _level,
	"values": {"cloud": input.cloud_domain},
} if {
	not input.disabled
	input.exo
	not input.DomainSecureEnabled
	not input.TlsAuthLevel in {"CertificateValidation", "DomainValidation"}
}

_level := "error" if input.exo_relay_all

_level := "warning" if not input.exo_relay_all

_shown := "empty" if input.TlsAuthLevel == ""

_shown := sprintf("\"%s\"", [input.TlsAuthLevel]) if input.TlsAuthLevel != ""
