# METADATA
# title: SMTP certificate lacks the Server Authentication EKU
# description: |
#   The certificate's Enhanced Key Usage lacks Server Authentication: clients and Exchange's own
#   selection ignore it, so STARTTLS may be missing (event 12014) or refused.
#
#   A send connector shows its certificate as a client. Where one is bound to it that lacks Client
#   Authentication, as public CAs issue them now, some peers may not accept it as proof of who sends;
#   that is a note.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: error
#   fix: outside
#   remediation:
#     - without: self_signed
#       do: 'Have it issued again from a template or product for web servers: request it on <server> itself, complete the request there, and import the certificate with its key on the other servers that need it'
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#     - without: self_signed
#       do: Enable the new certificate for SMTP, name it on the connectors that use this one, and remove this one
#     - with: self_signed
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#   tags: [certificate, cwe-295]
#   symptoms: ["event 12014"]
package exchlint.certificate.missing_server_auth_eku

import data.exchlint.lib.scope

findings contains {
	"property": "EnhancedKeyUsageList",
	"message": message,
	"related": scope.places(input.used_by),
} if {
	scope.transport(input)
	_lacks(_server)
	message := sprintf(
		"is good for \"%s\"%s, not for Server Authentication (%s): it is passed over, and STARTTLS may be missing (event 12014)",
		[concat(", ", input.EnhancedKeyUsageList), scope.users(input.used_by), _server],
	)
}

findings contains {
	"property": "EnhancedKeyUsageList",
	"message": message,
	"level": "note",
	"related": scope.places(pinned),
} if {
	input.purpose == "transport"
	not input.self_signed
	not _lacks(_server)
	_lacks(_client)
	pinned := [use | some use in input.used_by; use.kind == "SendConnector"; use.by == "name"]
	count(pinned) > 0
	message := sprintf("lacks Client Authentication (%s)%s: some peers may not take it as proof of who sends", [_client, scope.users(pinned)])
}

_server := "1.3.6.1.5.5.7.3.1"

_client := "1.3.6.1.5.5.7.3.2"

_any := "2.5.29.37.0"

# A certificate without such a list is good for everything.
_lacks(use) if {
	count(input.EnhancedKeyUsageList) > 0
	count({_any, use} & {listed | some listed in input.EnhancedKeyUsageList}) == 0
}
