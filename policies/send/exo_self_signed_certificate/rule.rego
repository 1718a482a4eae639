# METADATA
# title: Send connector to Exchange Online presents a certificate that no public CA issued
# description: |
#   Exchange Online takes only certificates of CAs that the whole Internet trusts. A self-signed one, or
#   one of the organization's own CA, proves nothing there: the Hybrid Configuration Wizard does
#   not offer it, and mail fails with "454 4.7.0 UntrustedRoot" and event 2004, or arrives as external.
# related_resources:
#   - https://learn.microsoft.com/exchange/certificate-requirements
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Name the certificate of a public CA that every source server has, as <I>issuer<S>subject, or run the Hybrid Configuration Wizard again, which does so
#   tags: [hybrid, tls, certificate, cwe-295]
#   symptoms: ["454 4.7.0", "UntrustedRoot", "event 2004"]
package exchlint.send.exo_self_signed_certificate

import data.exchlint.lib.certificates
import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("shows Exchange Online a certificate that no public CA issued (%s): mail may fail with \"454 4.7.0 UntrustedRoot\" or arrive as external", [names.listed([certificate.identity | some certificate in input.private_certificates])]),
	"related": certificates.related(input.private_certificates, "Issuer", "issued by no CA that the Internet trusts"),
} if {
	_to_cloud
	not _names_itself
	count(input.private_certificates) > 0
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName is \"%s\", a self-signed certificate: mail to Exchange Online may fail with \"454 4.7.0 UntrustedRoot\" or arrive as external", [input.TlsCertificateName]),
} if {
	_to_cloud
	_names_itself
}

_to_cloud if {
	not input.disabled
	input.exo
}

_names_itself if {
	input.certificate_name.form == "full"
	lower(input.certificate_name.issuer) == lower(input.certificate_name.subject)
}
