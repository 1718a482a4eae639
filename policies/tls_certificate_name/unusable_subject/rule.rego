# METADATA
# title: Subject in TlsCertificateName has no host name as its CN
# description: |
#   Exchange takes the first CN of the subject for a host name: mail.contoso.com, *.contoso.com or
#   a single label. A certificate without a CN, or whose CN is a company's or a person's name, may be
#   refused by Set-ReceiveConnector and Set-SendConnector, whatever host names stand in its SAN;
#   where such a name got in nevertheless, it may find no certificate: event 12014, no STARTTLS.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/architecture/client-access/certificates
# schemas:
#   - input: schema.Connector
# custom:
#   level: error
#   symptoms: ["event 12014", "451 5.7.3 STARTTLS is required to send mail", "454 4.7.5"]
#   fix: outside
#   remediation:
#     - do: Request a certificate whose subject has a host name as its common name (CN), also one of several names
#     - do: Enable it for SMTP where the connector uses it, and name it here
#   tags: [tls, certificate, syntax]
package exchlint.tls_certificate_name.unusable_subject

findings contains {"property": "TlsCertificateName", "message": message, "level": _level} if {
	message := sprintf(
		"TlsCertificateName is \"%s\", and %s: Exchange may refuse it, or find no certificate by it (event 12014)",
		[input.TlsCertificateName, _flaw],
	)
}

_flaw := "its subject has no CN" if input.certificate_name.defect == "no-common-name"

_flaw := sprintf("the CN of its subject, \"%s\", is not a host name", [input.certificate_name.common_name]) if {
	input.certificate_name.form in {"full", "subject-only"}
	not regex.match(_host, input.certificate_name.common_name)
}

_host := `^(\*|(\*\.)?[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*)$`

default _level := "error"

_level := "note" if input.disabled
