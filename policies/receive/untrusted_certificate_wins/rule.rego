# METADATA
# title: Private CA's certificate is presented although a public one is available
# description: |
#   The connector names no certificate, so Exchange picks one by host name, the newest of all that
#   cover it and come from a CA: here one of the organization's own CA, before one of a public CA. Inside
#   it is trusted; a partner or Exchange Online refuses it ("454 4.7.0 Failed to establish appropriate
#   TLS channel: UntrustedRoot", event 2004). Enabling the other one warns that it "will not be used for
#   external TLS connections with an FQDN of" that name.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Name the public CA's certificate
#       command: Set-ReceiveConnector -Identity <identity> -TlsCertificateName <public>
#   tags: [certificate, tls, cwe-295]
#   symptoms: ["454 4.7.0 UntrustedRoot", "event 2004", "This certificate will not be used for external TLS connections with an FQDN of"]
package exchlint.receive.untrusted_certificate_wins

import data.exchlint.lib.certificates

findings contains {
	"property": "Fqdn",
	"message": message,
	"related": certificates.related(array.concat([input.presented], input.public_rivals), "Issuer", "covers the name"),
	"values": {"public": sprintf("<I>%s<S>%s", [_rival.Issuer, _rival.Subject])},
} if {
	count(input.public_rivals) > 0
	message := sprintf(
		"\"%s\" finds %s of a private CA before %s of a public one: peers outside may refuse it (\"454 4.7.0\", \"UntrustedRoot\", event 2004)",
		[input.host_name, input.presented.identity, _rival.identity],
	)
}

_rival := input.public_rivals[0]
