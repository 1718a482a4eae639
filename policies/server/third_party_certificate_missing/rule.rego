# METADATA
# title: No CA certificate is enabled for SMTP where one is needed
# description: |
#   Setup gives a server a self-signed certificate, which is all that its peers in the organization
#   need. Exchange Online trusts none of that kind: a server that sends to it or takes mail from it needs a
#   public CA's certificate enabled for SMTP, or mail fails with "450 4.7.320 Certificate validation
#   failed" or "450 4.4.317 UntrustedRoot". On other servers it is a warning if a public CA's
#   certificate is installed but left out of SMTP, so that mail clients are warned.
#
#   Servers that neither need nor have one are reported only in the profile hardening.
# related_resources:
#   - https://learn.microsoft.com/exchange/certificate-requirements
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - with: installed
#       do: Enable the CA's certificate for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <installed> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: installed
#       do: Name it on the connectors
#       fix: choice
#     - without: installed
#       do: Request a certificate of a public CA on <server> itself, complete the request there, enable the certificate for SMTP, and name it on the connectors
#       fix: outside
#   tags: [certificate, hybrid, cwe-295, stig-V-259649, stig-V-259578]
#   symptoms: ["450 4.7.320", "450 4.4.317 UntrustedRoot"]
package exchlint.server.third_party_certificate_missing

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "",
	"message": message,
	"level": "error",
	"related": array.concat(_duties, certificates.related(input.ca_not_for_smtp, "Services", "is not enabled for SMTP")),
	"values": _installed,
} if {
	count(input.hybrid_duties) > 0
	count(input.ca_for_smtp) == 0
	message := sprintf(
		"has no CA's certificate enabled for SMTP, though it exchanges mail with Exchange Online (%s), which trusts no other (\"450 4.7.320\", \"450 4.4.317\")",
		[names.listed([duty.identity | some duty in input.hybrid_duties])],
	)
}

findings contains {
	"property": "",
	"message": message,
	"related": certificates.related(input.ca_not_for_smtp, "Services", "is not enabled for SMTP"),
	"values": _installed,
} if {
	count(input.hybrid_duties) == 0
	count(input.ca_for_smtp) == 0
	count(input.ca_not_for_smtp) > 0
	certificates.shown(input)
	message := sprintf("has %s, but no CA's certificate is enabled for SMTP: mail clients are shown one that they don't trust", [names.listed([idle.identity | some idle in input.ca_not_for_smtp])])
}

_duties := [place |
	some duty in input.hybrid_duties
	place := {"kind": duty.kind, "identity": duty.identity, "property": "", "message": "exchanges mail with Exchange Online"}
]

_installed := {"installed": input.ca_not_for_smtp[0].Thumbprint} if count(input.ca_not_for_smtp) > 0

_installed := {} if count(input.ca_not_for_smtp) == 0
