# METADATA
# title: Send connector to Exchange Online has no TlsCertificateName
# description: |
#   Exchange Online knows the organization by the certificate that the connector shows. Where
#   TlsCertificateName is empty each source server looks one up by Fqdn, and where that is empty too, by
#   its own name, which only its self-signed certificate has. Another certificate on the server, or a
#   renewed one, changes the answer: mail is refused with "550 5.7.64 TenantAttribution; Relay Access
#   Denied" and ATTR36, or arrives as external.
#
#   It is an error where Fqdn is empty or finds no usable certificate of a public CA on some source server.
#   It is a warning where all mail is relayed, which may work by address. With an Edge server
#   Fqdn alone is a known way round names that are too long to be replicated there: a note.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/certificate-requirements
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Name the certificate of a public CA that every source server has, as <I>issuer<S>subject, or run the Hybrid Configuration Wizard again, which does so
#   tags: [hybrid, tls, certificate, cwe-295]
#   symptoms: ["550 5.7.64 TenantAttribution", "ATTR36"]
package exchlint.send.exo_certificate_not_pinned

import data.exchlint.lib.names

findings contains {
	"property": "TlsCertificateName",
	"message": sprintf("TlsCertificateName is empty on a connector to Exchange Online: %s, and mail may be refused with \"550 5.7.64 TenantAttribution\"", [_instead]),
	"level": _level,
} if {
	not input.disabled
	input.exo
	input.certificate_name.form == "none"
}

_level := "note" if _way_round

_level := "warning" if {
	not _way_round
	not _chancy
}

_level := "error" if {
	not _way_round
	_chancy
}

# What Microsoft advises where a name is too long for an Edge server.
_way_round if {
	count(input.edge_servers) > 0
	input.Fqdn != ""
	count(_unfit) == 0
}

_chancy if {
	not input.exo_relay_all
	input.Fqdn == ""
}

_chancy if {
	not input.exo_relay_all
	count(_unfit) > 0
}

_unfit := [choice.Server | some choice in input.chosen_certificates; not choice.fit]

_instead := "Fqdn is empty too, so each server shows a certificate for its own name" if input.Fqdn == ""

_instead := sprintf("by Fqdn \"%s\" no usable certificate of a public CA is found on %s", [input.Fqdn, names.listed(_unfit)]) if {
	input.Fqdn != ""
	count(_unfit) > 0
}

_instead := sprintf("each server shows what it finds for \"%s\", which another certificate may change", [input.Fqdn]) if {
	input.Fqdn != ""
	count(_unfit) == 0
}
