# METADATA
# title: Send connector has a certificate but does not require TLS
# description: |
#   TlsCertificateName says which certificate the connector shows in TLS, but with RequireTLS off mail
#   goes out in clear as soon as the other side does not offer STARTTLS, or something on the way takes
#   it out. The receiver then sees no certificate: Exchange Online treats the mail as that of a stranger,
#   and the hybrid wizard asks for it: "RequiredTls flag should be set to true if TlsCertificateName is
#   specified".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: the other side is known to offer STARTTLS
#       do: Require TLS
#       command: Set-SendConnector -Identity <identity> -RequireTLS $true
#       caution: Where it does not, mail stays in the queue.
#   tags: [tls, cwe-319]
#   symptoms: ["RequiredTls flag should be set to true if TlsCertificateName is specified"]
package exchlint.send.tls_certificate_without_require_tls

findings contains {
	"property": "RequireTLS",
	"message": message,
	"level": _level,
} if {
	not input.disabled
	input.TlsCertificateName != ""
	not input.RequireTLS
	message := sprintf(
		"RequireTLS is \"False\" although TlsCertificateName is \"%s\": where STARTTLS is missing, mail goes out in clear and without the certificate%s",
		[input.TlsCertificateName, _loss],
	)
}

_level := "warning" if input.exo

_level := "note" if not input.exo

_loss := ", so that Exchange Online treats it as external" if input.exo

_loss := "" if not input.exo
