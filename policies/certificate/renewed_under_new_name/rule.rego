# METADATA
# title: Connector still names the certificate from before the renewal
# description: |
#   A newer certificate for the same host is there, enabled for SMTP or not yet, but its issuer or subject is another one, as when
#   the CA has changed its intermediate, and TlsCertificateName finds a certificate by nothing else.
#   The connector goes on with the old certificate until that expires or is removed; then STARTTLS is
#   gone (event 12014, "451 5.7.3 STARTTLS is required to send mail") or mail stays in the queue
#   ("454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be
#   found").
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.Connector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - with: idle
#       do: Enable the new certificate for SMTP
#       command: Enable-ExchangeCertificate -Server <on> -Thumbprint <idle> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - for: ReceiveConnector
#       do: Name the new certificate
#       command: Set-ReceiveConnector -Identity <identity> -TlsCertificateName <new>
#     - for: SendConnector
#       do: Name the new certificate
#       command: Set-SendConnector -Identity <identity> -TlsCertificateName <new>
#       caution: It must be on every source server, enabled for SMTP; where it is missing mail waits with 454 4.7.5.
#       fix: choice
#   tags: [certificate, tls]
#   symptoms: ["event 12014", "451 5.7.3", "454 4.7.5"]
#   parameters:
#     errorDays: {type: integer, minimum: 0, default: 30, description: Days before the end of the certificate that is named from which it is an error}
package exchlint.certificate.renewed_under_new_name

import data.exchlint.lib.certificates

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"related": certificates.related(input.renewals, "Issuer", "renews the certificate under this name"),
	"values": {"new": sprintf("<I>%s<S>%s", [_first.Issuer, _first.Subject]), "on": _first.Server, "idle": _not_enabled},
} if {
	count(input.renewals) > 0
	message := sprintf("TlsCertificateName is \"%s\"%s; %s renews it as \"<I>%s<S>%s\"%s%s", [input.TlsCertificateName, _state, _first.identity, _first.Issuer, _first.Subject, _idle, _consequence])
}

_first := input.renewals[0]

_urgent if {
	some renewal in input.renewals
	renewal.replaces == ""
	not renewal.private
}

_urgent if {
	some renewal in input.renewals
	renewal.replaces != ""
	not renewal.private
	renewal.seconds_left < parameters.errorDays * 86400
}

_private if {
	every renewal in input.renewals {
		renewal.private
	}
}

_level := "note" if _private

_level := "error" if _urgent

_level := "warning" if {
	not _private
	not _urgent
}

_state := ", which is gone" if _first.replaces == ""

_state := sprintf(" (%s, expired)", [_first.replaces]) if {
	_first.replaces != ""
	_first.seconds_left < 0
}

_state := sprintf(" (%s, %d days left)", [_first.replaces, floor(_first.seconds_left / 86400)]) if {
	_first.replaces != ""
	_first.seconds_left >= 0
}

default _idle := ""

_idle := ", once it is enabled for SMTP" if not _first.enabled

default _not_enabled := ""

_not_enabled := _first.Thumbprint if not _first.enabled

_consequence := ": until it is bound TLS fails (\"454 4.7.5\", \"451 5.7.3\", event 12014)" if _first.replaces == ""

_consequence := ": once the old one is removed or expires, TLS fails (\"454 4.7.5\", \"451 5.7.3\", event 12014)" if {
	_first.replaces != ""
	not _private
}

_consequence := ", but comes from the organization's own CA: hardly a successor for the outside" if _private
