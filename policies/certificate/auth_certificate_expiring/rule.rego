# METADATA
# title: Microsoft Exchange Server Auth Certificate expires soon or has expired
# description: |
#   Exchange signs OAuth tokens with this certificate: for hybrid, for its own front ends, for Skype
#   and SharePoint. Once it has expired Outlook on the web and the admin center fail to log on, hybrid
#   calendars show nothing, and the management shell can't read its own objects any more. SMTP doesn't
#   use it. It is the same one on all servers.
# related_resources:
#   - https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-access-owa-or-ecp-if-oauth-expired
#   - https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   profiles: [hardening]
#   fix: choice
#   remediation:
#     - do: 'On one server, as an administrator, run MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true (the first link above): it makes a new certificate and publishes it as the next one'
#   tags: [certificate, expiry, cwe-324]
#   parameters:
#     warningDays: {type: integer, minimum: 0, default: 60, description: Days before the end from which it is a warning}
package exchlint.certificate.auth_certificate_expiring

# One that a newer one has replaced may stay and expire.
findings contains {"property": "NotAfter", "message": message, "level": level} if {
	input.purpose == "auth"
	input.seconds_left < parameters.warningDays * 86400
	input.newer_twin == ""
	[level, message] := _verdict
}

_verdict := ["error", sprintf("expired on %s: OAuth fails, and with it hybrid features, Outlook on the web and the admin center", [_day])] if {
	input.seconds_left < 0
}

_verdict := ["warning", sprintf("expires on %s: OAuth fails from then on, and with it hybrid features, Outlook on the web and the admin center", [_day])] if {
	input.seconds_left >= 0
}

_day := substring(input.NotAfter, 0, 10)
