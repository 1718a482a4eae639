# METADATA
# description: What rules say of certificates.
package exchlint.lib.certificates

# related names the certificates of a list, at a property of theirs.
related(certificates, property, message) := [place |
	some certificate in certificates
	place := {
		"kind": "ExchangeCertificate",
		"identity": certificate.identity,
		"property": property,
		"message": message,
	}
]

# shown holds for a server that shows a certificate to the outside.
shown(server) if {
	some need in server.needs_certificates
	need.kind == "ReceiveConnector"
}

# explained says in what certificates miss a TlsCertificateName; it is empty where
# there are none.
explained(near) := "" if count(near) == 0

explained(near) := sprintf(". Closest: %s", [concat("; ", [words | some miss in near; words := _difference(miss)])]) if {
	count(near) > 0
}

_difference(miss) := sprintf("%s has the same subject, but its issuer is \"%s\": the CA changed its intermediate", [miss.identity, miss.Issuer]) if {
	miss.difference == "issuer"
	miss.Issuer != miss.Subject
}

_difference(miss) := sprintf("%s has the same subject, but is self-signed", [miss.identity]) if {
	miss.difference == "issuer"
	miss.Issuer == miss.Subject
}

_difference(miss) := sprintf("%s has the same parts in another order: \"%s\"", [miss.identity, miss.Subject]) if {
	miss.difference == "order"
}

_difference(miss) := sprintf("%s is the one that is named, but on another server", [miss.identity]) if {
	miss.difference == "server"
}

# explanations are the related places of near misses.
explanations(near) := [place |
	some miss in near
	place := {
		"kind": "ExchangeCertificate",
		"identity": miss.identity,
		"property": _property[miss.difference],
		"message": _difference(miss),
	}
]

_property := {"issuer": "Issuer", "order": "Subject", "server": "Thumbprint"}

# wrong lists what is wrong with certificates: "EX01\AB12 is expired".
wrong(entries) := concat("; ", [words |
	some entry in entries
	words := sprintf("%s: %s", [entry.identity, concat(", ", entry.defects)])
])
