# METADATA
# title: TlsCertificateName matches several certificates that are not equally good
# description: |
#   A name of issuer and subject fits every certificate that has them: the old and the renewed one
#   alike. Which of them Exchange takes can't be told from outside. The documentation says the newest
#   valid one; the first in the store and the newest without regard to SMTP have been seen, too. Where
#   one of them is expired, without its key, refused by Windows or not enabled for SMTP, STARTTLS
#   may work on one day and fail after the next restart.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates
#   - https://learn.microsoft.com/powershell/module/exchange/remove-exchangecertificate
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["event 12014", "event 12016", "SChannel 36874"]
#   fix: choice
#   remediation:
#     - do: Enable the one that stays for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <keep> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - do: Remove the other
#       command: Remove-ExchangeCertificate -Server <server> -Thumbprint <old>
#       caution: Services of Get-ExchangeCertificate shows what else uses it.
#   tags: [tls, certificate]
package exchlint.receive.tls_certificate_ambiguous

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"related": certificates.related(input.bound_certificates, "Thumbprint", "has the issuer and subject of this name"),
	"values": {"keep": _keep, "old": _old},
} if {
	input.external
	count(_worse) > 0
	count(_worse) < count(input.bound_certificates)
	message := sprintf(
		"TlsCertificateName finds %d certificates, of which some can't be used (%s): which one Exchange takes is open, and STARTTLS may fail after a restart",
		[count(input.bound_certificates), names.listed([words | some certificate in _worse; words := _wrong(certificate)])],
	)
}

# Those of the bound certificates that have something wrong which others do not.
_worse := [certificate | some certificate in input.bound_certificates; count(_flaws(certificate)) > 0]

# The newest that nothing but SMTP is missing from stays, and the oldest of the others goes.
_keep := [certificate.Thumbprint | some certificate in input.bound_certificates; count(_defects(certificate)) == 0][0]

_old := others[count(others) - 1] if {
	others := [certificate.Thumbprint | some certificate in input.bound_certificates; certificate.Thumbprint != _keep]
}

_flaws(certificate) := _defects(certificate) | _without_smtp(certificate)

_defects(certificate) := {defect |
	some entry in input.bound_defects
	entry.identity == certificate.identity
	some defect in entry.defects
}

_without_smtp(certificate) := {"not enabled for SMTP" | not certificate in input.bound_for_smtp}

_wrong(certificate) := sprintf("%s: %s", [certificate.identity, concat(", ", _flaws(certificate))])
