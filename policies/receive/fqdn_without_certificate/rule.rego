# METADATA
# title: No certificate covers the connector's host name
# description: |
#   Without TlsCertificateName the certificate is chosen by the connector's Fqdn, or by the server's
#   full name where that is empty. If no certificate with a private key covers it, STARTTLS is not
#   offered: event 12014, "451 5.7.3 STARTTLS is required to send mail". One that the server itself does
#   not trust is passed over, so it may be the same where there are only such ones.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 12014", "451 5.7.3 STARTTLS is required to send mail", "450 4.4.101 Proxy session setup failed"]
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
#   tags: [tls, certificate]
package exchlint.receive.fqdn_without_certificate

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {"property": "Fqdn", "message": message} if {
	_by_name
	count(input.covering_certificates) == 0
	message := sprintf(
		"no certificate with a private key on %s covers \"%s\", and TlsCertificateName is empty: STARTTLS is not offered (event 12014)",
		[input.Server, input.host_name],
	)
}

findings contains {
	"property": "Fqdn",
	"message": message,
	"related": certificates.related(input.covering_certificates, "Status", "is not trusted"),
} if {
	_by_name
	count(input.covering_certificates) > 0
	input.presented.by == "nothing"
	message := sprintf(
		"%s covers \"%s\", but %s does not trust it, and TlsCertificateName is empty: it is passed over, and STARTTLS may not be offered (event 12014)",
		[names.listed([certificate.identity | some certificate in input.covering_certificates]), input.host_name, input.Server],
	)
}

# The certificate is chosen by the host name.
_by_name if {
	input.external
	"Tls" in input.AuthMechanism
	input.certificate_name.form == "none"
}
