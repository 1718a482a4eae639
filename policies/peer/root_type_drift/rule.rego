# METADATA
# title: The same certificate is trusted on one server and not on its peer
# description: |
#   RootCAType is ThirdParty where the certificate leads to a root of the public root program, and
#   Registry where only what was installed on that server vouches for it. One certificate has one CA, so the
#   server that says Registry has lost the CA's root or an intermediate certificate. It shows an incomplete
#   chain, so others fail with UntrustedRoot or "454 4.7.5", and the Hybrid Configuration Wizard does
#   not offer the certificate.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See what the server makes of it
#       command: Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | Format-List RootCAType, Status
#     - do: Import the CA's root certificate on <server> into Cert:\LocalMachine\Root, and its intermediate ones into Cert:\LocalMachine\CA
#   tags: [certificate, consistency, cwe-295]
#   symptoms: ["454 4.7.5", "UntrustedRoot"]
package exchlint.peer.root_type_drift

import data.exchlint.lib.certificates
import data.exchlint.lib.names
import data.exchlint.lib.scope

findings contains {
	"property": "RootCAType",
	"message": sprintf("is Registry, but ThirdParty for the same certificate on other servers (%s): this server lacks the CA's root or an intermediate certificate, and others fail with UntrustedRoot or \"454 4.7.5\"", [names.listed([other.Server | some other in input.trusted_elsewhere])]),
	"related": certificates.related(input.trusted_elsewhere, "RootCAType", "the same certificate, trusted there"),
} if {
	count(input.trusted_elsewhere) > 0
	scope.transport(input)
}
