# METADATA
# title: No SMTP certificate carries the server's own name
# description: |
#   Exchange servers show each other the internal transport certificate, which setup makes: self-signed,
#   for the server's own names, enabled for SMTP. The exports do not show which one it is; but if none like
#   it is left, or what is left has expired, the one that is configured may be gone: events 12012, 12013
#   and 12015, no X-ANONYMOUSTLS, and mail between servers stays in the queues. A CA's certificate
#   with the server's name in it can stand in, if that is meant.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate
#   - https://learn.microsoft.com/powershell/module/exchange/get-transportservice
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: See which certificate the transport service uses between servers
#       command: Get-TransportService -Identity <server> | Format-List InternalTransportCertificateThumbprint
#     - when: that certificate is gone or has expired
#       do: Make a new one
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -PrivateKeyExportable $true -FriendlyName <server> -DomainName <server> -IncludeServerFQDN -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate.
#   tags: [certificate]
#   symptoms: ["event 12012", "event 12013", "event 12015"]
package exchlint.server.default_transport_certificate_suspect

import data.exchlint.lib.certificates

findings contains {"property": "", "message": message} if {
	count(input.own_certificates) == 0
	message := sprintf("no certificate enabled for SMTP carries the name \"%s\": the internal transport certificate may be gone (events 12012, 12013), and mail to other servers may stay in the queue", [input.Name])
}

findings contains {"property": "", "message": message, "related": _places} if {
	count(input.own_certificates) > 0
	count(_current) == 0
	message := sprintf("every certificate enabled for SMTP that carries the name \"%s\" has expired: the internal transport certificate may be one of them (event 12015)", [input.Name])
}

findings contains {"property": "", "message": message, "level": "note", "related": _places} if {
	count(_current) > 0
	every own in _current {
		not own.self_signed
	}
	message := sprintf("only a CA's certificate carries the name \"%s\" and is enabled for SMTP: if it stands in for the internal transport certificate, its renewal concerns mail between the servers too", [input.Name])
}

_current := [own | some own in input.own_certificates; not own.expired]

_places := certificates.related(input.own_certificates, "NotAfter", "carries the server's own name")
