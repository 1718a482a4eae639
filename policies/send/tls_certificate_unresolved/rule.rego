# METADATA
# title: Send connector names a certificate that a source server does not have
# description: |
#   Mail leaves from any of the connector's source servers, and each looks the certificate up in its
#   own store. On one that does not have it every message stays in the queue with "454 4.7.5 The
#   certificate specified in TlsCertificateName of the SendConnector could not be found", while
#   those routed over the others pass: half of the mail seems to hang. A missing intermediate
#   certificate gives the same error.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   remediation: |
#     $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#     Set-SendConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#     # or bring the certificate with its key to the server that lacks it: Import-ExchangeCertificate -Server <server>
#   tags: [tls, certificate, cwe-295]
package exchlint.send.tls_certificate_unresolved

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"related": certificates.explanations(input.near_certificates),
	"values": {"server": input.sources_without_certificate[0]},
} if {
	not input.proxied
	input.certificate_name.form in {"full", "subject-only"}
	count(input.sources_without_certificate) > 0
	message := sprintf(
		"TlsCertificateName is \"%s\", and %d of %d source servers have no such certificate (%s): mail that leaves there is refused with \"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found\"%s",
		[
			input.TlsCertificateName,
			count(input.sources_without_certificate),
			count(input.SourceTransportServers),
			concat(", ", input.sources_without_certificate),
			certificates.explained(input.near_certificates),
		],
	)
}

default _level := "error"

_level := "note" if input.disabled
