# METADATA
# title: Connector for mail from the Internet requires TLS
# description: |
#   RFC 3207 forbids a server that the MX records name to insist on STARTTLS. With RequireTLS on the
#   connector that takes anonymous mail from everywhere, senders that speak no TLS are refused, as
#   a rule with "451 5.7.3 Must issue a STARTTLS command first", and their mail bounces after some
#   days. For a partner who agreed on it, a connector of its own with the partner's addresses may
#   require TLS.
# related_resources:
#   - https://www.rfc-editor.org/rfc/rfc3207
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: ["451 5.7.3 Must issue a STARTTLS command first"]
#   fix: command
#   remediation:
#     - do: Take mail without TLS, too
#       command: Set-ReceiveConnector -Identity <identity> -RequireTLS $false
#       caution: Partners that must use TLS get a connector of their own.
#   tags: [tls]
package exchlint.receive.require_tls_on_internet_connector

findings contains {"property": "RequireTLS", "message": message} if {
	input.external
	input.RequireTLS
	"AnonymousUsers" in input.PermissionGroups
	25 in input.ports
	input.wide
	input.exchange_online != "only"
	not _partner
	message := "RequireTLS is \"True\" on a connector that takes anonymous mail from everywhere: senders that speak no TLS may be refused with \"451 5.7.3 Must issue a STARTTLS command first\""
}

_partner if contains(lower(input.Name), "partner")
