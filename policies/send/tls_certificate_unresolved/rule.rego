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
#     # every source server needs the certificate, with its key and enabled for SMTP; to bring it to one that lacks it:
#     # $password = Read-Host -AsSecureString
#     # $file = Export-ExchangeCertificate -Server <holder> -Thumbprint <thumbprint> -BinaryEncoded -Password $password
#     # Import-ExchangeCertificate -Server <server> -FileData $file.FileData -Password $password
#     # Enable-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> -Services SMTP
#     $cert = Get-ExchangeCertificate -Server <holder> -Thumbprint <thumbprint>
#     Set-SendConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#   tags: [tls, certificate, cwe-295]
#   symptoms: ["454 4.7.5", "The certificate specified in TlsCertificateName of the SendConnector could not be found"]
package exchlint.send.tls_certificate_unresolved

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"related": certificates.explanations(input.near_certificates),
	"values": object.union({"server": input.sources_without_certificate[0]}, _candidate),
} if {
	not input.proxied
	input.certificate_name.form in {"full", "subject-only"}
	count(input.sources_without_certificate) > 0
	message := sprintf(
		"TlsCertificateName is \"%s\", and no such certificate is on %d of %d source servers (%s): mail that leaves there waits in the queue with \"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found\"%s",
		[
			input.TlsCertificateName,
			count(input.sources_without_certificate),
			count(input.SourceTransportServers),
			names.listed(input.sources_without_certificate),
			certificates.explained(input.near_certificates),
		],
	)
}

# A certificate that comes close is the one to bind, or the one to bring to the other servers.
default _candidate := {}

_candidate := {"holder": near.Server, "thumbprint": near.Thumbprint} if near := input.near_certificates[0]

default _level := "error"

_level := "note" if input.disabled
