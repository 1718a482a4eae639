# METADATA
# title: Bound certificate is expired, not valid or has no private key
# description: |
#   Every certificate that the connector's TlsCertificateName finds is expired, not yet valid,
#   without its private key, or refused by Windows. Senders reject it or STARTTLS is not offered
#   at all: events 12014 and 12016, SChannel alert 46 (certificate_unknown).
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 12014", "event 12016", "SChannel alert 46", certificate_unknown]
#   fix: command
#   remediation:
#     - with: to_enable
#       do: Enable the certificate that lasts longest for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <to_enable> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: to_bind
#       do: Name the CA's certificate
#       command: |
#         $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <to_bind>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#     - without: to_bind
#       do: Import a CA's certificate that covers the names of <server>, enable it for SMTP, and name it here
#       fix: outside
#   tags: [tls, certificate, cwe-298, cwe-295]
package exchlint.receive.tls_certificate_invalid

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"related": certificates.related(input.bound_certificates, "Thumbprint", "the certificate that can't be used"),
} if {
	input.external
	count(input.bound_defects) > 0
	every entry in input.bound_defects {
		count(entry.defects) > 0
	}
	message := sprintf(
		"TlsCertificateName finds no usable certificate (%s): senders reject it, or STARTTLS is not offered at all (events 12014, 12016)",
		[certificates.wrong(input.bound_defects)],
	)
}
