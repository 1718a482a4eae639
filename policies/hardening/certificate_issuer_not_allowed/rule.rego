# METADATA
# title: SMTP certificate was issued by a CA that is not approved
# description: |
#   A certificate that connectors use, or that is enabled for SMTP, was issued by a CA that is not on the list
#   of approved ones: whoever runs that CA can vouch for the server in the organization's name. The STIG
#   for Exchange approves those of the Department of Defense, and so does the list unless it is given
#   another value; an empty list allows any CA. The self-signed certificate that setup gives each server is
#   not checked.
# related_resources:
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: note
#   fix: outside
#   remediation:
#     - without: self_signed
#       do: 'Have it issued again by an approved CA: request it on <server> itself, complete the request there, and import the certificate with its key on the other servers that need it'
#       command: |
#         $request = Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -Server <server> -KeySize 2048 -PrivateKeyExportable $true
#         [IO.File]::WriteAllBytes("$pwd\request.req", [Text.Encoding]::Unicode.GetBytes($request))
#     - without: self_signed
#       do: Enable the new certificate for SMTP, name it on the connectors that use this one, and remove this one
#     - with: self_signed
#       do: Make it anew
#       command: New-ExchangeCertificate -Server <server> -KeySize 2048 -DomainName <server> -IncludeServerFQDN -PrivateKeyExportable $true -Services SMTP
#       caution: Answer Yes to overwriting the default SMTP certificate only if this is the one.
#   tags: [hardening, certificate, stig-V-259649, stig-EX19-MB-000019, stig-V-259578, stig-EX19-ED-000016, stig-V-228355, stig-V-221203]
#   profiles: [stig]
#   parameters:
#     issuers: {type: array, items: {type: string, minLength: 1}, default: ["*O=U.S. Government*"], description: "Issuers of approved CAs, in any case; * stands for any text and ? for one character; none allows all"}
package exchlint.hardening.certificate_issuer_not_allowed

import data.exchlint.lib.names
import data.exchlint.lib.scope

findings contains {
	"property": "Issuer",
	"message": sprintf("Issuer is \"%s\", which is not an approved CA (\"%s\")%s", [input.Issuer, names.listed(parameters.issuers), scope.users(input.used_by)]),
	"related": scope.places(input.used_by),
} if {
	scope.used(input)
	not input.default_self_signed
	count(parameters.issuers) > 0
	every pattern in parameters.issuers {
		not glob.match(lower(pattern), null, lower(input.Issuer))
	}
}
