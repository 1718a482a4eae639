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
#   fix: choice
#   remediation:
#     - with: holder
#       do: Export the certificate on <holder> with its key, import it on <on>, and enable it for SMTP there
#       command: |
#         $password = Read-Host -AsSecureString
#         $file = Export-ExchangeCertificate -Server <holder> -Thumbprint <named> -BinaryEncoded -Password $password
#         Import-ExchangeCertificate -Server <on> -FileData $file.FileData -Password $password -PrivateKeyExportable $true
#         Enable-ExchangeCertificate -Server <on> -Thumbprint <named> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: near
#       without: holder
#       do: Name the certificate that is there
#       command: |
#         $cert = Get-ExchangeCertificate -Server <on> -Thumbprint <near>
#         Set-SendConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#       caution: It must be on every source server, enabled for SMTP.
#     - without: holder near
#       do: Import the certificate that it names on the source servers and enable it for SMTP, or name one that is on all of them
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
	"values": _candidate,
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

_candidate := {"holder": near.Server, "named": near.Thumbprint, "on": input.sources_without_certificate[0]} if {
	near := input.near_certificates[0]
	near.difference == "server"
}

_candidate := {"near": near.Thumbprint, "on": near.Server} if {
	near := input.near_certificates[0]
	near.difference != "server"
}

default _level := "error"

_level := "note" if input.disabled
