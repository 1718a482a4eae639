# METADATA
# title: TlsCertificateName names a certificate that is not on the server
# description: |
#   Exchange looks the certificate up on the connector's own server, by the whole issuer and
#   subject. If none matches it does not fall back to another one: STARTTLS is no longer offered,
#   and event 12014 names the text that found nothing. Mail from Exchange Online fails with
#   "451 5.7.3 STARTTLS is required to send mail", mail from the Internet arrives in clear or not
#   at all.
#
#   The usual causes are a renewal under a new intermediate CA, a certificate that was removed, or
#   one that was imported on another server only.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/troubleshoot/email-delivery/cannot-receive-mail-with-new-certificate
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["event 12014", "451 5.7.3 STARTTLS is required to send mail", "450 4.4.101 Proxy session setup failed"]
#   fix: command
#   remediation:
#     - with: thumbprint
#       do: Name the certificate that is on the server
#       command: |
#         $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#       caution: The certificate must be enabled for SMTP, or STARTTLS stays away.
#     - without: thumbprint
#       do: Import the certificate that it names on <server> and enable it for SMTP, or name one that is there
#       fix: choice
#     - note: A stop-gap.
#       or:
#         - do: Let Exchange choose a certificate by the connector's Fqdn
#           when: mail has to flow at once
#           caution: It is often the self-signed certificate, which partners that verify it refuse.
#           command: Set-ReceiveConnector -Identity <identity> -TlsCertificateName $null
#   tags: [tls, certificate, cwe-319]
package exchlint.receive.tls_certificate_unresolved

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"related": certificates.explanations(input.near_certificates),
	"values": _values,
} if {
	input.certificate_name.form in {"full", "subject-only"}
	count(input.bound_certificates) == 0
	message := sprintf(
		"TlsCertificateName is \"%s\", and %s has no such certificate: %s%s",
		[input.TlsCertificateName, input.Server, _consequence, certificates.explained(input.near_certificates)],
	)
}

default _level := "note"

_level := "error" if _used

default _consequence := "the connector does not use the name, but it is stale"

_consequence := "STARTTLS is not offered (event 12014)" if _used

# Ports 465, 717 and 2525 are for mail between servers.
_used if {
	input.external
	some port in input.ports
	not port in {465, 717, 2525}
}

_used if {
	input.external
	input.edge
}

default _values := {}

# A certificate of the same server is the one to bind; one of another server must be imported first.
_values := {"thumbprint": own[0].Thumbprint} if {
	own := [miss | some miss in input.near_certificates; miss.Server == input.Server]
	count(own) > 0
}
