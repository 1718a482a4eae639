# METADATA
# title: Certificate is enabled for SMTP on some servers only
# description: |
#   The same certificate is on several servers, but transport may use it on some of them only. A connector
#   that finds it where SMTP is not enabled offers STARTTLS and then fails in the handshake, which is worse
#   than having no certificate. It is an error where connectors use it there, else a warning: it will fail
#   when they are bound to it.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - with: lacking
#       do: Enable it for SMTP where it is not
#       command: Enable-ExchangeCertificate -Server <lacking> -Thumbprint <thumbprint> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: several
#       do: Enable it for SMTP where it is not
#       command: (<several> -split ',') | ForEach-Object { Enable-ExchangeCertificate -Server $_ -Thumbprint <thumbprint> -Services SMTP }
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [certificate, consistency, tls]
#   symptoms: ["TLS negotiation failed with error UnknownCredentials", "421 4.4.1"]
package exchlint.peer.certificate_services_drift

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "Services",
	"message": sprintf("%s (%s): %s", [_difference(drift.enabled), names.listed([other.identity | some other in drift.others]), _consequence(drift.used)]),
	"level": _level(drift.used),
	"related": certificates.related(drift.others, "Services", _there(drift.enabled)),
	"values": {_count(_lacking(drift)): concat(",", _lacking(drift))},
} if {
	some drift in input.smtp_drift
}

_level(true) := "error"

_level(false) := "warning"

_difference(true) := "is enabled for SMTP, but not on other servers"

_difference(false) := "is not enabled for SMTP, unlike on other servers"

_there(true) := "not enabled for SMTP there"

_there(false) := "enabled for SMTP there"

_consequence(true) := "connectors use it where it is not enabled, and TLS fails there with \"UnknownCredentials\""

_consequence(false) := "TLS fails where it is not enabled as soon as connectors use it there"

_lacking(drift) := [other.Server | some other in drift.others] if drift.enabled

_lacking(drift) := [input.Server] if not drift.enabled

_count(servers) := "lacking" if count(servers) == 1

_count(servers) := "several" if count(servers) > 1
