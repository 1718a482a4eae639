# METADATA
# title: Wildcard certificate is enabled for POP or IMAP
# description: |
#   The POP and IMAP services look their certificate up by a host name, X509CertificateName in
#   Set-PopSettings and Set-ImapSettings, and enabling a certificate that covers nothing but wildcards
#   does not set it: Exchange warns about that, and clients go on getting the old certificate. SMTP
#   and IIS take wildcards as they are.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/enable-exchangecertificate
#   - https://learn.microsoft.com/powershell/module/exchange/set-imapsettings
#   - https://learn.microsoft.com/powershell/module/exchange/set-popsettings
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: 'Name the host that mail programs connect to: Set-ImapSettings and Set-PopSettings with -Server <server> and -X509CertificateName'
#   tags: [certificate]
package exchlint.certificate.wildcard_on_pop_imap

findings contains {"property": "Services", "message": message} if {
	input.purpose == "transport"
	services := [service | some service in ["POP", "IMAP"]; service in input.Services]
	count(services) > 0
	count(input.names) > 0
	every name in input.names {
		startswith(name, "*.")
	}
	message := sprintf(
		"is enabled for \"%s\" but covers only \"%s\": these services find a wildcard certificate only by the X509CertificateName of their settings",
		[concat(", ", services), concat(", ", input.names)],
	)
}
