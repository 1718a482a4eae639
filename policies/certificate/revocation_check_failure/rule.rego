# METADATA
# title: Server can't check whether its SMTP certificate was revoked
# description: |
#   Status is RevocationCheckFailure: the server reaches neither the CA's revocation list nor its
#   responder, mostly because it has no way to the Internet. The certificate may still be used, behind
#   fully valid ones, but handshakes become slow, and some peers and programs give up ("454 4.7.5").
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See how <server> reaches the Internet, on the server itself
#       command: netsh winhttp show proxy
#     - do: Let it reach the addresses of the CA's revocation lists over HTTP; where that takes a proxy, set it with netsh winhttp set proxy
#       caution: Give bypass-list with the domains of the organization, or the Management Shell does not reach its servers. Do not switch the check off.
#   tags: [certificate, cwe-299]
#   symptoms: ["454 4.7.5"]
package exchlint.certificate.revocation_check_failure

import data.exchlint.lib.scope

findings contains {
	"property": "Status",
	"message": message,
	"related": scope.places(input.used_by),
} if {
	input.Status == "RevocationCheckFailure"
	input.purpose == "transport"
	input.in_use
	message := sprintf("Status is \"RevocationCheckFailure\"%s: the server can't reach its CA's revocation list, so TLS may be slow or refused (\"454 4.7.5\")", [scope.users(input.used_by)])
}
