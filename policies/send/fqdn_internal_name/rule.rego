# METADATA
# title: Mail to the Internet is sent with an internal EHLO name
# description: |
#   Fqdn is the name that the connector says EHLO with, and looks a certificate up by where none is bound.
#   An internal or empty one is nothing to receivers: it has no address in DNS and no reverse entry, so
#   mail loses reputation or is refused, and the certificate found for it is the server's self-signed one.
#
#   Where a certificate is bound and mail goes to a gateway of the organization's own, the gateway's name is
#   the one that counts outside: a note.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://www.rfc-editor.org/rfc/rfc5321
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: choice
#   remediation:
#     - do: Set Fqdn to the name that the public address has in DNS, in both directions
#   tags: [names]
package exchlint.send.fqdn_internal_name

findings contains {
	"property": "Fqdn",
	"message": sprintf("%s: receivers may distrust or refuse mail whose EHLO name has no meaning on the Internet", [_named]),
	"level": _level,
} if {
	not input.disabled
	input.internet
	input.internal_fqdn
}

_named := "Fqdn is empty, so each source server says EHLO with its own name" if input.Fqdn == ""

_named := sprintf("Fqdn is \"%s\", an internal name", [input.Fqdn]) if input.Fqdn != ""

_level := "note" if _behind

_level := "warning" if not _behind

# What Exchange Online or a gateway passes on carries their names; a connector that an Edge subscription
# made has no Fqdn, and the Edge server's own name is often a public one.
_behind if {
	input.certificate_name.form != "none"
	input.private_gateway
}

_behind if input.exo_relay_all

_behind if {
	input.made_by_edgesync
	input.Fqdn == ""
}
