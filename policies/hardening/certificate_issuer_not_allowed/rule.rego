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
#   remediation: |
#     Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | New-ExchangeCertificate -GenerateRequest -RequestFile <file>
#     # have an approved CA sign it, import it, enable it for SMTP (answer No to overwriting the default certificate), and bind the connectors to it
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
