# METADATA
# title: TlsCertificateName has no issuer
# description: |
#   <S>subject alone is accepted, and then any certificate with that subject will do, whoever
#   issued it: an internal CA's certificate of the same name may be presented to the Internet
#   after the next renewal. HealthChecker reports such a name as malformed.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.Connector
# custom:
#   level: warning
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
package exchlint.tls_certificate_name.subject_only

findings contains {"property": "TlsCertificateName", "message": message, "level": _level} if {
	input.certificate_name.form == "subject-only"
	message := sprintf("TlsCertificateName is \"%s\", without an issuer: any CA's certificate with that subject may be presented; name the issuer too", [input.TlsCertificateName])
}

default _level := "warning"

_level := "note" if input.disabled
