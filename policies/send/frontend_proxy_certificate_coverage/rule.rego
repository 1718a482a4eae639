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
#   fix: choice
#   remediation:
#     - do: Bring the certificate, with its key, to <on>, whose front end sends the mail, and enable it for SMTP there
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - note: Mail can leave from the source servers themselves.
#       or:
#         - do: Switch the front-end proxy off
#           command: Set-SendConnector -Identity <identity> -FrontendProxyEnabled $false
#   tags: [tls, certificate]
#   symptoms: ["454 4.7.5"]
package exchlint.send.frontend_proxy_certificate_coverage

import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("FrontendProxyEnabled is \"True\", and no certificate of the name in TlsCertificateName is on %s: mail that leaves through a front end there may fail with \"454 4.7.5\"", [_servers]),
	"values": {"on": input.frontends_without_certificate[0]},
} if {
	not input.disabled
	input.proxied
	count(input.frontends_without_certificate) > 0
}

_servers := names.listed(input.frontends_without_certificate) if count(input.frontends_without_certificate) <= 5

_servers := sprintf("%s and others", [concat(", ", array.slice(input.frontends_without_certificate, 0, 5))]) if count(input.frontends_without_certificate) > 5
