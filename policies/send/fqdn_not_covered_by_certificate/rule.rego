# METADATA
# title: Presented certificate does not cover the send connector's EHLO name
# description: |
#   The connector says EHLO with a name that the certificate it shows does not have. Most receivers do not
#   compare the two; those that do take it for a sign of a disguise, and Exchange Online may not find the
#   organization by it. To peers a wildcard stands for one label.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/certificate-requirements
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Set Fqdn to a name that the certificate has
#     - note: The name is the right one.
#       or:
#         - do: Name a certificate that covers it
#   tags: [tls, certificate, names, cwe-297]
package exchlint.send.fqdn_not_covered_by_certificate

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "Fqdn",
	"message": sprintf("Fqdn is \"%s\", which is not among the names of the certificate that is presented (%s): receivers that compare the two may distrust the mail", [input.Fqdn, names.listed([certificate.identity | some certificate in input.certificates_without_fqdn])]),
	"level": _level,
	"related": certificates.related(input.certificates_without_fqdn, "CertificateDomains", "the names that it has"),
} if {
	not input.disabled
	count(input.certificates_without_fqdn) > 0
}

_level := "warning" if input.exo

_level := "note" if not input.exo
