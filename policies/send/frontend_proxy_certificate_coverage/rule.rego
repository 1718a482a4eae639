# METADATA
# title: Front-end servers lack the send connector's certificate
# description: |
#   With FrontendProxyEnabled mail leaves through the front end of some server of the site, not only of the
#   source servers, and the one that holds the TLS session may have to show the certificate. Where some of
#   them lack it mail fails now and then, with "454 4.7.5 The certificate specified in TlsCertificateName of
#   the SendConnector could not be found". Which servers share a site can't be seen in an export.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/proxy-outbound-mail
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   remediation: |
#     # bring the certificate, with its key, to every front end of the site and enable it for SMTP there:
#     # $password = Read-Host -AsSecureString
#     # $file = Export-ExchangeCertificate -Server <holder> -Thumbprint <thumbprint> -BinaryEncoded -Password $password
#     # Import-ExchangeCertificate -Server <server> -FileData $file.FileData -Password $password
#     # Enable-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> -Services SMTP
#     # or let mail leave from the source servers themselves:
#     Set-SendConnector -Identity <identity> -FrontendProxyEnabled $false
#   tags: [tls, certificate]
#   symptoms: ["454 4.7.5"]
package exchlint.send.frontend_proxy_certificate_coverage

import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("FrontendProxyEnabled is \"True\", and no certificate of the name in TlsCertificateName is on %s: mail that leaves through a front end there may fail with \"454 4.7.5\"", [_servers]),
	"values": {"server": input.frontends_without_certificate[0]},
} if {
	not input.disabled
	input.proxied
	count(input.frontends_without_certificate) > 0
}

_servers := names.listed(input.frontends_without_certificate) if count(input.frontends_without_certificate) <= 5

_servers := sprintf("%s and others", [concat(", ", array.slice(input.frontends_without_certificate, 0, 5))]) if count(input.frontends_without_certificate) > 5
