# METADATA
# title: TlsCertificateName is not <I>issuer<S>subject
# description: |
#   A connector names its certificate by issuer and subject, as <I>issuer<S>subject with both
#   distinguished names exactly as Get-ExchangeCertificate shows them. Set-ReceiveConnector and
#   Set-SendConnector refuse any other text, so a change that carries one fails in the middle of
#   its maintenance window; in an export of a real server it shows a damaged value.
#
#   The usual ways to such a value are the [I]Issuer[S]Subject of old documentation, tags that
#   a web page or a ticket took for markup, a script whose variables were not expanded, and a
#   thumbprint or host name instead.
#
#   A name that finds no certificate takes STARTTLS away: event 12014, "451 5.7.3 STARTTLS is
#   required to send mail", "454 4.7.5 The certificate specified in TlsCertificateName of the
#   SendConnector could not be found".
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.Connector
# custom:
#   level: error
#   symptoms: ["event 12014", "451 5.7.3 STARTTLS is required to send mail", "454 4.7.5", "isn't a valid X509 identifier"]
#   fix: command
#   remediation:
#     - for: ReceiveConnector
#       with: to_enable
#       do: Enable the certificate that lasts longest for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <to_enable> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - for: ReceiveConnector
#       with: to_bind
#       do: Name the CA's certificate
#       command: |
#         $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <to_bind>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#     - for: ReceiveConnector
#       without: to_bind
#       do: Import a CA's certificate that covers the names of <server>, enable it for SMTP, and name it here
#       fix: outside
#     - for: SendConnector
#       with: repaired
#       do: Name what was probably meant
#       command: Set-SendConnector -Identity <identity> -TlsCertificateName <repaired>
#       caution: The certificate must be on every source server, enabled for SMTP.
#       fix: choice
#     - for: SendConnector
#       without: repaired
#       do: Name the certificate of a CA that every source server has, as <I>issuer<S>subject
#       fix: choice
#   tags: [tls, syntax]
package exchlint.tls_certificate_name.malformed

findings contains {
	"property": "TlsCertificateName",
	"message": message,
	"level": _level,
	"values": {"repaired": input.certificate_name.repaired},
} if {
	input.certificate_name.form == "malformed"
	message := sprintf(
		"TlsCertificateName is \"%s\", which is not <I>issuer<S>subject (%s): %s%s",
		[input.TlsCertificateName, input.certificate_name.defect, _words[input.certificate_name.defect], _meant],
	)
}

default _level := "error"

_level := "note" if input.disabled

default _meant := ""

_meant := sprintf(". Probably meant: \"%s\"", [input.certificate_name.repaired]) if {
	input.certificate_name.repaired != ""
}

_words := {
	"array-joined": "two certificates were joined to one text, because the script's variable held both",
	"bare-hostname": "this is a host name alone; a connector's host name belongs in Fqdn",
	"bracket-tags": "the tags stand in the wrong brackets, as in old documentation",
	"closing-tags": "the tags are never closed",
	"empty-name": "the issuer or the subject is empty, because the script's variable held no certificate",
	"html-escaped": "the tags were escaped for HTML or JSON on their way",
	"leading-blank": "a blank stands before the first tag",
	"leading-text": "something stands before the first tag",
	"no-common-name": "the subject has no CN, and Exchange looks up no certificate without one",
	"not-a-distinguished-name": "the issuer or the subject is not a distinguished name, of which every part is key=value",
	"reversed": "the subject stands before the issuer",
	"smart-quotes": "typographic quotes came along from a web page or a document",
	"stray-tag": "an angle bracket stands inside the issuer or the subject, as where a template was not filled in",
	"subject-tag-missing": "the <S> before the subject is missing",
	"tags-missing": "the tags <I> and <S> are missing, as where a web page took them for markup",
	"thumbprint": "this is a thumbprint; Exchange finds certificates by issuer and subject alone",
	"unexpanded-variable": "a script's variable was not expanded as it was meant to be",
	"unreadable": "neither tag is there, nor a distinguished name",
}
