# METADATA
# title: Certificate request was never completed
# description: |
#   New-ExchangeCertificate -GenerateRequest leaves a request in the server's store until what the CA
#   returns is imported there. One that stays is a renewal that somebody forgot. The private key lies
#   in the request: completed on another server, the certificate has no key ("TLS negotiation failed
#   with error NoCredentials"). It is a warning as soon as the certificate of the same subject is
#   about to expire.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/complete-pending-certificate-requests
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: the CA has answered
#       do: 'Complete the request on <server>, which has its key: Import-ExchangeCertificate with -Server <server> and, as -FileData, the bytes of the file that the CA returned'
#     - note: The request is not wanted any more.
#       or:
#         - do: Remove it
#           command: Remove-ExchangeCertificate -Server <server> -Thumbprint <thumbprint>
#   tags: [certificate]
#   parameters:
#     days: {type: integer, minimum: 0, default: 14, description: Days that a request may wait for its certificate}
#     urgentDays: {type: integer, minimum: 0, default: 30, description: Days before the end of the certificate of the same subject from which a request is a warning}
package exchlint.certificate.pending_request

findings contains {
	"property": "Status",
	"message": message,
	"level": "warning",
	"related": _old,
} if {
	_waits
	some old in input.requested_for
	_urgent(old)
	message := sprintf("is a request of %s that was not completed (Status is \"PendingRequest\"), and %s", [_day, _end(old)])
}

findings contains {
	"property": "Status",
	"message": message,
	"related": _old,
} if {
	_waits
	every old in input.requested_for {
		not _urgent(old)
	}
	0 - input.seconds_to_start > parameters.days * 86400
	message := sprintf("is a request of %s that was never completed (Status is \"PendingRequest\"): the renewal may have been forgotten", [_day])
}

_waits if {
	input.Status == "PendingRequest"
	input.purpose == "transport"
}

_urgent(old) if old.seconds_left < parameters.urgentDays * 86400

_end(old) := sprintf("the certificate that it is to renew, %s, expires in %d days", [old.identity, floor(old.seconds_left / 86400)]) if old.seconds_left >= 0

_end(old) := sprintf("the certificate that it is to renew, %s, has expired", [old.identity]) if old.seconds_left < 0

_old := [place |
	some old in input.requested_for
	place := {"kind": "ExchangeCertificate", "identity": old.identity, "property": "NotAfter", "message": "the certificate that the request is to renew"}
]

_day := substring(input.NotBefore, 0, 10)
