# METADATA
# title: TlsDomainCapabilities is invalid or grants an unknown capability
# description: |
#   An entry is domain:capability, with capabilities separated by commas. Hybrid mail needs
#   mail.protection.outlook.com:AcceptCloudServicesMail (AcceptOorgProtocol on Exchange 2010).
#   A misspelled capability, as AcceptCloudServiceMail, a wildcard for the domain or the same domain
#   twice is refused by Set-ReceiveConnector; without the capability mail from Exchange Online
#   counts as anonymous and from outside, and part of it may be deferred or taken for spam.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/exchange/exchange-hybrid
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Set the capabilities that Exchange Online's mail needs
#       command: Set-ReceiveConnector -Identity <identity> -TlsDomainCapabilities (<capabilities> -split ';')
#   tags: [tls, hybrid, syntax]
package exchlint.receive.tls_domain_capabilities_malformed

import data.exchlint.lib.hybrid

findings contains {"property": "TlsDomainCapabilities", "message": message, "level": _level, "values": _values} if {
	some entry in input.domain_capabilities
	entry.defect != ""
	message := sprintf(
		"TlsDomainCapabilities has \"%s\", which Exchange refuses (%s): what it was to grant is not granted, and hybrid mail counts as anonymous",
		[entry.text, _words[entry.defect]],
	)
}

findings contains {"property": "TlsDomainCapabilities", "message": message, "level": _level, "values": _values} if {
	some entry in input.domain_capabilities
	some unknown in entry.unknown
	message := sprintf(
		"TlsDomainCapabilities has \"%s\", but \"%s\" is not a known capability: Exchange may refuse it, and hybrid mail then counts as anonymous%s",
		[entry.text, unknown.capability, _meant(unknown.meant)],
	)
}

findings contains {"property": "TlsDomainCapabilities", "message": message, "level": "note", "values": _values} if {
	some entry in input.domain_capabilities
	entry.defect == ""
	count(entry.unknown) == 0
	unusual := [capability | some capability in entry.capabilities; not capability in _usual]
	count(unusual) > 0
	message := sprintf("TlsDomainCapabilities has \"%s\": %s is known to Exchange, but not documented for receive connectors", [entry.text, concat(", ", unusual)])
}

_values := {"capabilities": hybrid.kept(input.domain_capabilities, _refused)}

_refused := [entry | some entry in input.domain_capabilities; _is_refused(entry)]

_is_refused(entry) if entry.defect != ""

_is_refused(entry) if count(entry.unknown) > 0

_usual := {"AcceptCloudServicesMail", "AcceptOorgProtocol"}

default _level := "error"

_level := "note" if input.disabled

_meant("") := ""

_meant(capability) := sprintf(". Probably meant: \"%s\"", [capability]) if capability != ""

_words := {
	"any-domain": "no domain may be *",
	"malformed-certificate-name": "the certificate's name is not <I>issuer<S>subject",
	"no-capability": "no capability stands behind the domain and a colon",
	"no-domain": "no domain stands before the colon",
	"not-a-domain": "the text before the colon is not a domain",
	"repeated": "the domain is listed twice; put its capabilities into one entry",
}
