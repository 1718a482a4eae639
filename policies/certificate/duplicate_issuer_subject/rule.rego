# METADATA
# title: Server has several certificates with the same issuer and subject
# description: |
#   TlsCertificateName knows issuer and subject alone. With two certificates of the same names on one
#   server, as a renewal leaves them, which one is taken may differ by build: the newest, or the first
#   valid one in the store. If one of them has expired, has no key or is not enabled for SMTP, that is
#   a warning. While a send connector names them neither can be removed: "These certificates are
#   tagged with following Send Connectors".
# related_resources:
#   - https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-remove-exchange-certificate
#   - https://learn.microsoft.com/powershell/module/exchange/remove-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - with: idle
#       do: Enable the newer one for SMTP first
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <idle> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - when: a send connector names them
#       do: Stop MSExchangeTransport on its source servers, clear its TlsCertificateName, and wait until Active Directory has replicated; set the name again and start the service once the older one is gone
#     - do: Remove the older one
#       command: Remove-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#       caution: Services of Get-ExchangeCertificate shows what else uses it.
#   tags: [certificate]
#   symptoms: ["These certificates are tagged with following Send Connectors"]
package exchlint.certificate.duplicate_issuer_subject

import data.exchlint.lib.certificates

findings contains {
	"property": "Subject",
	"message": message,
	"level": _level,
	"related": certificates.related(_others, "Subject", "has the same issuer and subject"),
	"values": {"idle": _idle},
} if {
	count(input.duplicates) > 1
	_for_smtp
	message := sprintf("has the same issuer and subject as %s: %s", [concat(", ", [other.identity | some other in _others]), _consequence])
}

_others := array.slice(input.duplicates, 1, count(input.duplicates))

# The one that expires last, where it lacks SMTP alone.
default _idle := ""

_idle := split(newest.identity, "\\")[1] if {
	newest := input.duplicates[count(input.duplicates) - 1]
	newest.defects == [_plain]
}

_plain := "not enabled for SMTP"

_for_smtp if count(input.named_by) > 0

_for_smtp if {
	some entry in input.duplicates
	not _plain in entry.defects
}

_flawed := [entry | some entry in input.duplicates; count(entry.defects) > 0]

default _level := "note"

_level := "warning" if {
	count(input.named_by) > 0
	count(_flawed) > 0
}

_consequence := sprintf("TlsCertificateName may select either, and not all are usable (%s)", [certificates.wrong(_flawed)]) if _level == "warning"

_consequence := "a TlsCertificateName can't tell them apart; remove the older one once nobody needs it" if _level == "note"
