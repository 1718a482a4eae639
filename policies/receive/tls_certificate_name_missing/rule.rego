# METADATA
# title: External connector presents the self-signed certificate although a CA certificate is available
# description: |
#   Without TlsCertificateName the certificate is chosen by the connector's Fqdn. By default that is
#   the server's own name, which only the self-signed certificate carries, so enabling a CA's
#   certificate for SMTP changes nothing: mail programs warn, Exchange Online defers with "450
#   4.7.320 Certificate validation failed", SChannel logs alert 46 (certificate_unknown).
#
#   On a connector with ExchangeServer authentication the Fqdn must stay as it is; binding the
#   certificate by name is the way.
#
#   It is an error on a connector for hybrid mail, and on one for users where clients submit: its Fqdn is
#   not the server's own, or AdvertiseClientSettings is True. Where a CA's wildcard covers the name, and a
#   self-signed certificate has the name itself, Exchange may present either.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["450 4.7.320 Certificate validation failed", SubjectMismatch, "SChannel 36887", "SChannel alert 46", certificate_unknown]
#   fix: command
#   remediation:
#     - with: to_enable
#       without: certificate
#       do: Enable the certificate that lasts longest for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <to_enable> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: to_bind
#       without: certificate
#       do: Name the CA's certificate
#       command: |
#         $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <to_bind>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#     - with: certificate
#       do: Set Fqdn to a name that <certificate> has, on a connector without ExchangeServer in AuthMechanism; with it, Fqdn has to be the own name of the server, so that clients and partners need a connector of their own
#       fix: choice
#   tags: [tls, certificate, cwe-295]
package exchlint.receive.tls_certificate_name_missing

import data.exchlint.lib.certificates
import data.exchlint.lib.hosts
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"related": certificates.related(input.ca_certificates, "Thumbprint", "a CA's certificate that is ready for SMTP"),
} if {
	input.external
	"Tls" in input.AuthMechanism
	input.certificate_name.form == "none"
	input.presented.by == "fqdn"
	input.presented.self_signed
	not input.legacy
	best := input.ca_certificates[0]
	message := sprintf(
		"TlsCertificateName is empty, so \"%s\" finds the self-signed certificate \"%s\", although %s from a CA is ready: clients and Exchange Online do not trust what they are shown%s",
		[input.host_name, input.presented.Subject, best.identity, _others],
	)
}

findings contains {
	"property": "Fqdn",
	"message": message,
	"level": _level,
	"related": certificates.related(input.ca_certificates, "Thumbprint", "a CA's certificate that is ready for SMTP"),
	"values": {"certificate": best.identity},
} if {
	input.external
	"Tls" in input.AuthMechanism
	input.legacy
	input.presented.by == "fqdn"
	input.presented.self_signed
	best := input.ca_certificates[0]
	message := sprintf(
		"Exchange 2010 and older choose the certificate by Fqdn alone: \"%s\" finds the self-signed certificate \"%s\", although %s from a CA is ready: clients and partners do not trust what they are shown%s",
		[input.host_name, input.presented.Subject, best.identity, _others],
	)
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName is empty; a CA's wildcard covers \"%s\", but the self-signed certificate %s has the name itself, so Exchange may present that one", [input.host_name, names.listed([c.identity | some c in input.exact_self_signed])]),
	"level": "warning",
	"related": certificates.related(input.ca_certificates, "Thumbprint", "a CA's certificate that is ready for SMTP"),
} if {
	input.external
	"Tls" in input.AuthMechanism
	not input.legacy
	count(input.exact_self_signed) > 0
	count(input.ca_certificates) > 0
}

default _level := "warning"

_level := "error" if _needed

_level := "note" if {
	not _needed
	not _for_users
	not input.wide
}

_for_users if 587 in input.ports

_for_users if "ExchangeUsers" in input.PermissionGroups

_needed if {
	not input.legacy
	count(input.TlsDomainCapabilities) > 0
}

_needed if {
	_for_users
	_used_by_clients
}

_used_by_clients if {
	input.Fqdn != ""
	not hosts.is_server(input.Fqdn, input.Server, input.server_fqdn)
}

_used_by_clients if input.AdvertiseClientSettings

default _others := ""

_others := sprintf(". Others that are ready: %s", [names.listed([c.identity | some i, c in input.ca_certificates; i > 0])]) if {
	count(input.ca_certificates) > 1
}
