# METADATA
# description: Which certificates rules about certificates are about.
package exchlint.lib.scope

import data.exchlint.lib.names

# transport holds for a certificate that connectors use or are meant to: enabled for SMTP or named
# by one. Those that Exchange and Windows keep for themselves are left alone.
transport(certificate) if {
	certificate.purpose == "transport"
	"SMTP" in certificate.Services
}

transport(certificate) if {
	certificate.purpose == "transport"
	certificate.named
}

# used holds for a certificate that a connector uses, enabled for SMTP or not: where no name is bound
# Exchange picks one by host name alone.
used(certificate) if transport(certificate)

used(certificate) if {
	certificate.purpose == "transport"
	certificate.in_use
}

# users names the connectors that use a certificate, for the end of a message.
users(uses) := "" if count(uses) == 0

users(uses) := sprintf("; used by %s", [names.listed([use.identity | some use in uses])]) if count(uses) > 0

# places are the connectors that use a certificate.
places(uses) := [place |
	some use in uses
	place := {"kind": use.kind, "identity": use.identity, "property": _property[use.by], "message": "uses this certificate"}
]

_property := {"name": "TlsCertificateName", "fqdn": "Fqdn"}
