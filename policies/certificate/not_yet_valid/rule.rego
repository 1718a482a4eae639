# METADATA
# title: SMTP certificate is not valid yet
# description: |
#   NotBefore lies in the future. Selection by host name prefers the newest certificate, valid or
#   not, so one that was installed ahead of time may be presented at once, and peers reject it.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Wait until it is valid, or correct the clock of <server>
#     - note: Until it is valid nothing should find it.
#       or:
#         - without: named
#           do: Remove it, and import it again later
#           command: Remove-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#   tags: [certificate, cwe-295]
#   symptoms: ["5.7.323"]
package exchlint.certificate.not_yet_valid

import data.exchlint.lib.scope

findings contains {
	"property": "NotBefore",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	scope.transport(input)
	input.seconds_to_start > 0
	message := sprintf("is not valid before %s%s: peers reject it until then, and selection by host name prefers the newest certificate", [substring(input.NotBefore, 0, 10), scope.users(input.used_by)])
}

default _level := "warning"

_level := "error" if {
	some use in input.used_by
	_alone(use)
}

_alone(use) if use.by == "fqdn"

_alone(use) if use.only
