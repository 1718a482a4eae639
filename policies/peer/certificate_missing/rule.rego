# METADATA
# title: Certificate that connectors use exists only on other servers
# description: |
#   Connectors of another server of the same role use a certificate that this one does not have. It is an
#   error where connectors here, or a send connector that this server is a source of, are bound to it:
#   STARTTLS is gone, or mail waits with "454 4.7.5". Elsewhere nothing is broken until this server takes
#   over, in a maintenance or when the connectors are bound here too.
#
#   Self-signed certificates and those that carry a server's own name are for that server alone. One that is
#   spent, or whose names another usable certificate here covers, is not missed: connectors that name it
#   are to be bound to the other one.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/export-exchangecertificate
#   - https://learn.microsoft.com/powershell/module/exchange/import-exchangecertificate
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Export the certificate on <holder> with its key, and import it here
#       command: |
#         $password = Read-Host -AsSecureString
#         $file = Export-ExchangeCertificate -Server <holder> -Thumbprint <thumbprint> -BinaryEncoded -Password $password
#         Import-ExchangeCertificate -Server <server> -FileData $file.FileData -Password $password -PrivateKeyExportable $true
#       caution: Without -PrivateKeyExportable $true the key can not be exported from here again.
#     - do: Enable the certificate for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [certificate, consistency]
#   symptoms: ["454 4.7.5", "event 12014"]
package exchlint.peer.certificate_missing

findings contains {
	"property": "",
	"message": sprintf("has no certificate \"%s\" of \"%s\", which connectors on %s use: %s", [certificate.Subject, certificate.Issuer, certificate.Server, _consequence(missing.named)]),
	"level": _level(missing.named),
	"related": [{"kind": "ExchangeCertificate", "identity": certificate.identity, "property": "Thumbprint", "message": "the certificate that the server lacks"}],
	"values": {"holder": certificate.Server, "thumbprint": certificate.Thumbprint},
} if {
	some missing in input.missing_certificates
	certificate := missing.certificate
}

_level(true) := "error"

_level(false) := "warning"

_consequence(true) := "connectors here are bound to it too, so STARTTLS is not offered or mail waits with \"454 4.7.5\""

_consequence(false) := "this server can't take their place"
