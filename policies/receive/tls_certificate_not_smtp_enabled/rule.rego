# METADATA
# title: Receive connector's certificate is not enabled for SMTP
# description: |
#   The connector's TlsCertificateName finds a certificate that is not enabled for the SMTP
#   service. Exchange still picks it and offers STARTTLS, but transport may not use its key, and
#   the handshake fails: worse than no certificate, for there is no clean fallback. SChannel logs
#   36874, senders "TLS negotiation failed".
#
#   Of several certificates of that name one may be enabled and expired, and the other good but not
#   enabled: that is as if there were none.
#
#   Where TlsCertificateName is empty the certificate is chosen by host name, and that does not ask for
#   SMTP either: there it is a warning.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   symptoms: ["SChannel 36874", "TLS negotiation failed with error UnknownCredentials"]
#   fix: command
#   remediation:
#     - do: Enable the certificate for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [tls, certificate, cwe-295]
package exchlint.receive.tls_certificate_not_smtp_enabled

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": level,
	"related": certificates.related([newest], "Services", "the certificate that is not enabled for SMTP"),
	"values": {"thumbprint": newest.Thumbprint},
} if {
	input.external
	newest := input.bound_certificates[0]
	not newest in input.bound_for_smtp
	[level, words] := _verdict
	message := sprintf(words, [newest.identity])
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName is empty, and \"%s\" finds %s, which is not enabled for SMTP: STARTTLS may be offered and then fail (SChannel event 36874)", [input.host_name, found.identity]),
	"level": "warning",
	"related": certificates.related([found], "Services", "the certificate that is not enabled for SMTP"),
	"values": {"thumbprint": found.Thumbprint},
} if {
	input.external
	"Tls" in input.AuthMechanism
	some found in input.found_without_smtp
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName finds no certificate that is both usable and enabled for SMTP: %s is usable, but not enabled, so STARTTLS fails or is not offered", [idle.identity]),
	"level": "error",
	"related": certificates.related([idle], "Services", "the certificate that is not enabled for SMTP"),
	"values": {"thumbprint": idle.Thumbprint},
} if {
	input.external
	count(input.bound_for_smtp) > 0
	idle := _idle[0]
	every enabled in input.bound_for_smtp {
		not _usable(enabled)
	}
}

_idle := [certificate |
	some certificate in input.bound_certificates
	not certificate in input.bound_for_smtp
	_usable(certificate)
]

_usable(certificate) if {
	some entry in input.bound_defects
	entry.identity == certificate.identity
	count(entry.defects) == 0
}

_verdict := ["error", "TlsCertificateName finds %s, which is not enabled for SMTP: STARTTLS is offered and then fails (SChannel event 36874)"] if {
	count(input.bound_for_smtp) == 0
}

_verdict := ["warning", "TlsCertificateName finds several certificates, and the newest, %s, is not enabled for SMTP: if Exchange takes it, STARTTLS fails"] if {
	count(input.bound_for_smtp) > 0
}
