# METADATA
# title: Servers have different certificates with the same issuer and subject
# description: |
#   The newest certificate of an issuer and subject is another one here than on other servers: a renewal was
#   brought to some of them. Connectors find either by the same name, so nothing shows it until the old one
#   expires on the servers that were forgotten; TLSA records match some servers only.
#
#   Where all of them are usable for more than 60 days the finding is a note: servers may each have their own.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See which certificates there are
#       command: Get-ExchangeCertificate -Server <server> | Format-List Thumbprint, Subject, Issuer, NotBefore, NotAfter, Services
#     - do: Export the newer one with its key, import it on the servers that lack it, and enable it for SMTP there
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [certificate, consistency]
package exchlint.peer.certificate_thumbprint_drift

import data.exchlint.lib.certificates
import data.exchlint.lib.names
import data.exchlint.lib.scope

findings contains {
	"property": "Thumbprint",
	"message": sprintf("differs from the certificate with the same issuer and subject on other servers (%s): %s", [names.listed([other.identity | some other in drift.others]), _consequence(drift.harmless)]),
	"level": _level(drift.harmless),
	"related": certificates.related(drift.others, "Thumbprint", "the certificate of the same issuer and subject there"),
} if {
	some drift in input.thumbprint_drift
	scope.transport(input)
}

_level(true) := "note"

_level(false) := "warning"

_consequence(true) := "a renewal may have reached some servers only"

_consequence(false) := "a renewal has reached some servers only, and connectors on the rest fail when theirs expires"
