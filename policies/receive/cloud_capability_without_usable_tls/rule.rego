# METADATA
# title: Connector for hybrid mail can't offer TLS that Exchange Online trusts
# description: |
#   TlsDomainCapabilities grants Exchange Online that its mail counts as internal, once both have
#   proven themselves by TLS. Here the connector can't do its part: it offers no STARTTLS, belongs to
#   the transport service, which shows the internal certificate, or shows a certificate that is
#   missing, self-signed or can't be used. Exchange Online defers with "450 4.7.320 Certificate
#   validation failed", or its mail arrives as anonymous and from outside.
#
#   An empty TlsCertificateName is a warning where a CA's certificate is found by name all the same:
#   the next certificate that covers the name may be another.
# related_resources:
#   - https://learn.microsoft.com/exchange/certificate-requirements
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - with: mechanisms
#       do: Offer STARTTLS
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#     - with: frontend
#       do: Give the capabilities to the server's Default Frontend connector instead, <frontend>, which shows a certificate
#       fix: choice
#     - with: bind
#       without: to_bind
#       do: Import a public CA's certificate on <server>, enable it for SMTP, and name it here
#       fix: outside
#     - with: bind to_enable
#       do: Enable the certificate that lasts longest for SMTP
#       command: Enable-ExchangeCertificate -Server <server> -Thumbprint <to_enable> -Services SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#     - with: bind to_bind
#       do: Name the CA's certificate
#       command: |
#         $cert = Get-ExchangeCertificate -Server <server> -Thumbprint <to_bind>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "<I>$($cert.Issuer)<S>$($cert.Subject)"
#   tags: [hybrid, tls, certificate, cwe-295]
#   symptoms: ["450 4.7.320", "Certificate validation failed", "SubjectMismatch", "451 5.7.3", "450 4.4.101"]
package exchlint.receive.cloud_capability_without_usable_tls

import data.exchlint.lib.certificates
import data.exchlint.lib.hybrid

findings contains {
	"property": "TransportRole",
	"message": sprintf("TransportRole is \"HubTransport\" although TlsDomainCapabilities is \"%s\": the transport service shows the internal certificate, so hybrid mail is not trusted", [_granted]),
	"values": {"frontend": sprintf("%s\\Default Frontend %s", [input.Server, input.Server])},
} if {
	_for_hybrid
	not input.external
	input.TransportRole == "HubTransport"
	input.front_end
}

findings contains {
	"property": "AuthMechanism",
	"message": sprintf("AuthMechanism is without Tls although TlsDomainCapabilities is \"%s\": hybrid senders find no STARTTLS and can't prove who they are (450 4.4.101, 451 5.7.3)", [_granted]),
	"values": {"mechanisms": _mechanisms},
} if {
	_for_hybrid
	input.external
	not "Tls" in input.AuthMechanism
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("%s although TlsDomainCapabilities is \"%s\": hybrid mail is deferred with \"450 4.7.320 Certificate validation failed\", or counts as anonymous", [flaw, _granted]),
	"related": _shown,
	"values": {"bind": "true"},
} if {
	_for_hybrid
	input.external
	"Tls" in input.AuthMechanism
	flaw := _flaw
}

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName is empty although TlsDomainCapabilities is \"%s\": \"%s\" happens to find %s, and may find another after a renewal, which Exchange Online does not trust", [_granted, input.host_name, input.presented.identity]),
	"level": "warning",
	"related": _shown,
	"values": {"bind": "true"},
} if {
	_for_hybrid
	input.external
	"Tls" in input.AuthMechanism
	input.certificate_name.form == "none"
	input.presented.by == "fqdn"
	not input.presented.self_signed
}

_for_hybrid if {
	input.Enabled
	count(hybrid.grants(input.domain_capabilities)) > 0
}

_granted := concat("; ", input.TlsDomainCapabilities)

_shown := [] if input.presented.by == "nothing"

_shown := [{
	"kind": "ExchangeCertificate",
	"identity": input.presented.identity,
	"property": "Thumbprint",
	"message": "the certificate that is presented",
}] if {
	input.presented.by != "nothing"
}

_mechanisms := concat(", ", {"Tls"} | {mechanism | some mechanism in input.AuthMechanism})

_flaw := "TlsCertificateName is empty, and no certificate covers the connector's name," if {
	input.presented.by == "nothing"
	input.certificate_name.form == "none"
}

_flaw := "TlsCertificateName finds no certificate on the server" if {
	input.presented.by == "nothing"
	input.certificate_name.form != "none"
}

_flaw := sprintf("%s, which is self-signed, is presented", [input.presented.identity]) if {
	input.presented.self_signed
}

_flaw := sprintf("TlsCertificateName finds no usable certificate (%s)", [certificates.wrong(input.bound_defects)]) if {
	input.presented.by == "name"
	not input.presented.self_signed
	every entry in input.bound_defects {
		count(entry.defects) > 0
	}
}
