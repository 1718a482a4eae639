# METADATA
# title: No certificate covers the connector's host name
# description: |
#   Without TlsCertificateName the certificate is chosen by the connector's Fqdn, or by the server's
#   full name where that is empty. If no certificate with a private key covers it, STARTTLS is not
#   offered: event 12014, "451 5.7.3 STARTTLS is required to send mail".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 12014", "451 5.7.3 STARTTLS is required to send mail", "450 4.4.101 Proxy session setup failed"]
#   remediation: |
#     $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#     Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#   tags: [tls, certificate]
package exchlint.receive.fqdn_without_certificate

findings contains {"property": "Fqdn", "message": message} if {
	input.external
	"Tls" in input.AuthMechanism
	input.certificate_name.form == "none"
	count(input.covering_certificates) == 0
	message := sprintf(
		"no certificate with a private key on %s covers \"%s\", and TlsCertificateName is empty: STARTTLS is not offered (event 12014)",
		[input.Server, input.host_name],
	)
}
