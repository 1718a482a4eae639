# METADATA
# title: Send connector shows the self-signed certificate although a CA certificate is ready
# description: |
#   Without TlsCertificateName each source server looks a certificate up by the name that it gives in
#   EHLO: Fqdn, or where that is empty the server's own name. Only the self-signed certificate has that
#   name, so enabling a CA's certificate for SMTP changes nothing: a filtering gateway or a partner is shown
#   one that it does not trust, and may refuse the mail.
#
#   The connector of an Edge subscription into the organization is not judged: Exchange servers show each
#   other the internal transport certificate.
#
#   Where a CA's wildcard covers the name, and a self-signed certificate has the name itself, Exchange
#   may show either.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Name the CA's certificate
#       command: |
#         $cert = Get-ExchangeCertificate -Server <on> -Thumbprint <thumbprint>
#         Set-SendConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#       caution: It must be on every source server, enabled for SMTP; where it is missing mail waits with 454 4.7.5.
#   tags: [tls, certificate, cwe-295]
#   symptoms: ["certificate_unknown", "self-signed certificate"]
package exchlint.send.tls_certificate_name_missing

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"related": certificates.related([choice.ca | some choice in _shown], "Thumbprint", "a CA's certificate that is ready for SMTP"),
	"values": {"on": _first.Server, "thumbprint": _first.ca.Thumbprint},
} if {
	_looks_up
	count(_shown) > 0
	message := sprintf(
		"TlsCertificateName is empty, so by %s the other side %s the self-signed certificate of %s, although %s from a CA is ready there",
		[_name, _is_shown, names.listed([choice.Server | some choice in _shown]), _first.ca.identity],
	)
}

_looks_up if {
	not input.disabled
	not input.IgnoreSTARTTLS
	input.certificate_name.form == "none"
	not _within
}

# The connector of an Edge subscription into the organization: Exchange servers show each other the
# internal transport certificate.
_within if "--" in input.SmartHosts

_certain := [choice | some choice in input.avoidable_certificates; not choice.may]

_shown := _certain if count(_certain) > 0

_shown := input.avoidable_certificates if count(_certain) == 0

_first := _shown[0]

_is_shown := "is shown" if not _first.may

_is_shown := "may be shown" if _first.may

_name := sprintf("Fqdn \"%s\"", [input.Fqdn]) if input.Fqdn != ""

_name := "the server's own name" if input.Fqdn == ""
