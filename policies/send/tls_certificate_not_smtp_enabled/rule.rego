# METADATA
# title: Send connector's certificate is not enabled for SMTP
# description: |
#   The certificate that TlsCertificateName finds on a source server is not enabled for the SMTP
#   service, so transport may not use its key: "TLS negotiation failed with error UnknownCredentials",
#   often hidden behind "421 4.4.1 Connection timed out".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Enable the certificate for SMTP
#       command: Enable-ExchangeCertificate -Server <on> -Thumbprint <thumbprint> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [tls, certificate]
#   symptoms: ["TLS negotiation failed with error UnknownCredentials", "421 4.4.1"]
package exchlint.send.tls_certificate_not_smtp_enabled

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"related": certificates.related(input.sources_without_smtp, "Services", "the certificate that is not enabled for SMTP"),
	"values": {"on": first.Server, "thumbprint": first.Thumbprint},
} if {
	not input.disabled
	first := input.sources_without_smtp[0]
	message := sprintf(
		"TlsCertificateName finds no usable certificate that is enabled for SMTP (%s is not): mail that leaves there fails with \"TLS negotiation failed with error UnknownCredentials\"",
		[names.listed([certificate.identity | some certificate in input.sources_without_smtp])],
	)
}
