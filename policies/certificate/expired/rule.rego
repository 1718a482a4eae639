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
#     - with: replacement
#       do: Move the connectors that use it to <replacement>, which covers its names, then remove it
#     - without: replacement
#       do: Request a renewal on <server> itself and complete it there; enable the new certificate for SMTP, and bind the connectors to it
#       when: a CA issued it
#       fix: outside
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -PrivateKeyExportable $true
#     - without: replacement
#       do: Make it anew
#       when: it is the self-signed certificate that setup installed
#       command: New-ExchangeCertificate -Server <server> -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
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
