# METADATA
# title: SMTP certificate expires soon
# description: |
#   A certificate that connectors use, or that is enabled for SMTP, expires within 60 days; within 30
#   days the finding is an error. Of a certificate that lives for 100 days or less, the last third and
#   the last sixth of its life count instead.
#
#   One that a successor of the same issuer and subject replaces is not a finding, nor one that nothing
#   uses any more and that a certificate under another name replaces. certificate/renewed-under-new-name
#   reports connectors that still name the old one.
#
#   Nothing breaks yet. A renewal takes a request, an import on every server, SMTP enabled on each,
#   and, if the CA's intermediate or the subject has changed, every connector bound again.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - with: newer_twin
#       do: Enable its successor of the same name for SMTP, and make sure that it covers the same names
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <newer_twin> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: replacement
#       without: newer_twin
#       do: Enable the certificate that can take its place for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <replacement> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: replacement
#       without: newer_twin
#       do: Name that one on the connectors that use this one
#     - without: newer_twin replacement self_signed
#       when: no renewal has been issued yet
#       do: Request a renewal on <server> itself and complete it there; import the new certificate with its key on the other servers that need it, enable it for SMTP, and name it on the connectors
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#       fix: outside
#     - with: self_signed
#       without: newer_twin replacement
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#   tags: [certificate, expiry, cwe-324]
#   parameters:
#     warningDays: {type: integer, minimum: 0, default: 60, description: Days before the end from which it is a warning}
#     errorDays: {type: integer, minimum: 0, default: 30, description: Days before the end from which it is an error}
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
	not _replaced
	message := sprintf("expires in %s, on %s%s: %s", [_days, substring(input.NotAfter, 0, 10), scope.users(input.used_by), _duty])
}

_replaced if {
	input.replacement != ""
	input.in_use == false
}

_day := 86400

_set := {"warning": parameters.warningDays * _day, "error": parameters.errorDays * _day}

_window := _set if input.lifetime_days > 100

_window := {"warning": min([_set.warning, _life / 3]), "error": min([_set.error, _life / 6])} if input.lifetime_days <= 100

_life := input.lifetime_days * _day

default _level := "warning"

_level := "error" if input.seconds_left < _window.error

_duty := "renew it before peers reject it, and bind its connectors again if its issuer or subject changes" if input.replacement == ""

_duty := sprintf("%s can take its place under another name: enable it for SMTP if it is not, and bind the connectors to it", [input.replacement]) if input.replacement != ""

_days := "less than a day" if input.days_left == 0

_days := "1 day" if input.days_left == 1

_days := sprintf("%d days", [input.days_left]) if input.days_left > 1
