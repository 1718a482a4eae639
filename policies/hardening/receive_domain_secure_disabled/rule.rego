# METADATA
# title: Domain Security is disabled on an Edge server's receive connector
# description: |
#   Without DomainSecureEnabled a receive connector of an Edge server asks no sender for a certificate, so no
#   partner can prove its domain by mutual TLS. The STIG for Exchange asks for it. It does nothing until
#   domains are named in TLSReceiveDomainSecureList (Get-TransportConfig).
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Allow Domain Security
#       command: Set-ReceiveConnector -Identity <identity> -DomainSecureEnabled $true
#   tags: [hardening, tls, stig-V-259580, stig-EX19-ED-000019, stig-V-221206]
#   profiles: [stig]
package exchlint.hardening.receive_domain_secure_disabled

findings contains {
	"property": "DomainSecureEnabled",
	"message": "DomainSecureEnabled is \"False\": partners can't prove their domains by mutual TLS",
} if {
	input.external
	input.edge
	input.DomainSecureEnabled == false
}
