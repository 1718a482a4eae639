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
#   remediation: |
#     $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#     # ReceiveConnector:
#     Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#     # SendConnector:
#     Set-SendConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#   tags: [tls, syntax]
package exchlint.tls_certificate_name.subject_only

findings contains {"property": "TlsCertificateName", "message": message, "level": _level} if {
	input.certificate_name.form == "subject-only"
	message := sprintf("TlsCertificateName is \"%s\", without an issuer: any CA's certificate with that subject may be presented; name the issuer too", [input.TlsCertificateName])
}

default _level := "warning"

_level := "note" if input.disabled
