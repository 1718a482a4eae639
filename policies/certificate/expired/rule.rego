# METADATA
# title: SMTP certificate has expired
# description: |
#   A certificate that connectors use, or that is enabled for SMTP, has passed its NotAfter. Peers
#   that check certificates reject it; where it is bound by name STARTTLS may not be offered at all
#   (events 12016, 12014), and mail to Exchange Online fails with "454 4.7.5" or "450 4.7.320
#   Certificate validation failed".
#
#   Beside a valid certificate of the same issuer and subject it is a warning while connectors name both.
#   Where no connector uses it and a valid certificate covers its names, it is a note: remove it.
#
#   The self-signed certificate that setup installs is what Exchange servers show each other. Once it
#   has expired event 12015 is logged, while X-ANONYMOUSTLS goes on with it.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
#   - https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - with: newer_twin
#       without: successor
#       do: Enable its successor of the same name for SMTP, and make sure that it covers the same names
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <newer_twin> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: newer_twin
#       do: Remove it
#       command: Remove-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#       caution: 'A send connector that names it loses its name until it is set again: stop MSExchangeTransport on the source servers meanwhile.'
#     - with: replacement
#       without: newer_twin
#       do: Enable the certificate that covers its names for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <replacement> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: replacement
#       without: newer_twin
#       do: Name that one on the connectors that use this one, then remove this one
#     - without: newer_twin replacement self_signed
#       do: Request a renewal on <server> itself and complete it there; enable the new certificate for SMTP, and name it on the connectors
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#       fix: outside
#     - with: self_signed
#       without: newer_twin replacement
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#     - with: self_signed
#       without: newer_twin replacement
#       do: Remove this one
#       command: Remove-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#   tags: [certificate, expiry, cwe-298, cwe-324]
#   symptoms: ["event 12016", "event 12015", "event 12014", "454 4.7.5", "450 4.7.320", "450 4.4.317", "4.7.322 certificate-expired"]
package exchlint.certificate.expired

import data.exchlint.lib.scope

findings contains {
	"property": "NotAfter",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	scope.transport(input)
	input.seconds_left < 0
	not _replaced
	message := sprintf("expired on %s%s: %s", [substring(input.NotAfter, 0, 10), scope.users(input.used_by), _consequence])
}

# Nobody names the old one any more, and its successor of the same name is there.
_replaced if {
	input.newer_twin != ""
	not input.named
	count(input.used_by) == 0
}

default _level := "warning"

# Connectors that name it find its successor, too: which of them they present is not decidable.
_level := "error" if {
	not input.default_self_signed
	count(input.used_by) > 0
	input.successor == ""
}

# A valid certificate covers its names, and nothing needs this one.
_level := "note" if {
	not input.named
	count(input.used_by) == 0
	input.replacement != ""
}

_consequence := "it is the server's own self-signed certificate, which other Exchange servers are shown; event 12015 is logged, X-ANONYMOUSTLS goes on, and clients that get it refuse it" if {
	input.default_self_signed
}

_consequence := "peers reject it, or STARTTLS is not offered (events 12016, 12014)" if not input.default_self_signed
