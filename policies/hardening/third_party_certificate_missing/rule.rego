# METADATA
# title: Clients are presented a self-signed certificate
# description: |
#   The server has connectors for clients and other organizations, and no CA's certificate enabled for
#   SMTP: they are shown the self-signed one, which they can't tell from that of an attacker. Where
#   the server exchanges mail with Exchange Online, or a public CA's certificate lies idle,
#   server/third-party-certificate-missing says so in every profile.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   profiles: [hardening]
#   fix: outside
#   remediation:
#     - do: Request a certificate of a CA that clients trust on <server> itself, complete the request there, enable it for SMTP, and name it on the connectors
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [certificate, cwe-295, stig-V-259649, stig-V-259578]
package exchlint.hardening.third_party_certificate_missing

import data.exchlint.lib.certificates

findings contains {
	"property": "",
	"message": "has connectors that face the outside, but no CA's certificate enabled for SMTP: clients can't distinguish its self-signed certificate from an attacker's",
} if {
	count(input.hybrid_duties) == 0
	count(input.ca_for_smtp) == 0
	count(input.ca_not_for_smtp) == 0
	certificates.shown(input)
}
