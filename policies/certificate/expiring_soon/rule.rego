# METADATA
# title: SMTP certificate expires soon
# description: |
#   A certificate that connectors use, or that is enabled for SMTP, expires within 60 days; within 30
#   days the finding is an error. Of a certificate that lives for 100 days or less, the last third and
#   the last sixth of its life count instead.
#
#   Nothing breaks yet. A renewal takes a request, an import on every server, SMTP enabled on each,
#   and, if the CA's intermediate or the subject has changed, every connector bound again.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   remediation: |
#     Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -RequestFile <file>
#     # import what the CA returns on every server, enable it for SMTP (answer No to overwriting the default certificate), and bind the connectors to it
#   tags: [certificate, expiry, cwe-324]
package exchlint.certificate.expiring_soon

import data.exchlint.lib.scope

findings contains {
	"property": "NotAfter",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	scope.used(input)
	input.seconds_left >= 0
	input.seconds_left < _window.warning
	input.successor == ""
	message := sprintf(
		"expires in %s, on %s%s: renew it before peers reject it, and bind its connectors again if its issuer or subject changes",
		[_days, substring(input.NotAfter, 0, 10), scope.users(input.used_by)],
	)
}

_day := 86400

_window := {"warning": 60 * _day, "error": 30 * _day} if input.lifetime_days > 100

_window := {"warning": (input.lifetime_days * _day) / 3, "error": (input.lifetime_days * _day) / 6} if input.lifetime_days <= 100

default _level := "warning"

_level := "error" if input.seconds_left < _window.error

_days := "less than a day" if input.days_left == 0

_days := "1 day" if input.days_left == 1

_days := sprintf("%d days", [input.days_left]) if input.days_left > 1
