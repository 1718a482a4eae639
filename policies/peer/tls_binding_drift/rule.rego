# METADATA
# title: TLS binding of a receive connector differs between servers
# description: |
#   TlsCertificateName or TlsDomainCapabilities of a receive connector differ from those of the same
#   connector on the other servers. Behind a load balancer that shows as trouble with some of the mail:
#   every second message from Exchange Online deferred with "450 4.7.320 Certificate validation failed
#   [Message=SubjectMismatch]", hybrid mail treated as external.
#
#   Servers may have certificates of their own. Where both names find healthy certificates for the same
#   host names the finding is a note; but not on Edge servers that take mail from Exchange Online, which
#   must have a certificate of one issuer and subject.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - with: bind
#       when: the binding of <peer> is the right one
#       do: Name the certificate that <peer> names
#       command: |
#         $peer = Get-ReceiveConnector -Identity <peer>
#         Set-ReceiveConnector -Identity <identity> -TlsCertificateName "$($peer.TlsCertificateName)"
#       caution: 'Import that certificate on <server> and enable it for SMTP first where it is missing (peer/certificate-missing): the name alone would take STARTTLS away.'
#       fix: choice
#     - with: unbound
#       do: Name the certificate of <identity> on <peer>, too, or on neither
#       fix: choice
#     - with: capabilities majority
#       do: Set the capabilities that the other servers have
#       command: |
#         $peer = Get-ReceiveConnector -Identity <peer>
#         Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities @($peer.TlsDomainCapabilities | ForEach-Object { "$_" })
#     - with: capabilities
#       without: majority
#       when: those of <peer> are the right ones
#       do: Set the capabilities that <peer> has
#       command: |
#         $peer = Get-ReceiveConnector -Identity <peer>
#         Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities @($peer.TlsDomainCapabilities | ForEach-Object { "$_" })
#       fix: choice
#     - with: bare
#       do: Set the capabilities on <peer>, too, or on neither
#       fix: choice
#   tags: [tls, consistency]
#   symptoms: ["450 4.7.320", "450 4.4.317", "Certificate validation failed", "SubjectMismatch"]
package exchlint.peer.tls_binding_drift

import data.exchlint.lib.peers

findings contains {
	"property": drift.property,
	"message": message,
	"level": _level(drift),
	"related": peers.places(drift),
	"values": object.union(_way(drift.property, drift.others[0].value), {"peer": drift.others[0].identity, "majority": _majority(drift)}),
} if {
	some drift in input.binding_drift
	message := sprintf("%s: %s", [peers.difference(drift), _consequence(drift)])
}

# Several others agree, for only the fewer ones are found.
_majority(drift) := "true" if count(drift.others) > 1

_majority(drift) := "" if count(drift.others) == 1

# What the peer has may be the way, unless it has nothing.
_way("TlsCertificateName", "empty") := {"unbound": "true"}

_way("TlsCertificateName", name) := {"bind": "true"} if name != "empty"

_way("TlsDomainCapabilities", "empty") := {"bare": "true"}

_way("TlsDomainCapabilities", capabilities) := {"capabilities": "true"} if capabilities != "empty"

_level(drift) := "note" if drift.harmless

_level(drift) := "error" if not drift.harmless

_consequence(drift) := "both find sound certificates for the same host names, so this may be meant" if drift.harmless

_consequence(drift) := _breaks[drift.property] if not drift.harmless

_breaks := {
	"TlsCertificateName": "senders that check certificates may defer mail now and then with \"450 4.7.320 Certificate validation failed\", as they reach one server or the other",
	"TlsDomainCapabilities": "hybrid mail may be treated as external now and then, as it reaches one server or the other",
}
