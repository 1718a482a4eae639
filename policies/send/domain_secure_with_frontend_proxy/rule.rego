# METADATA
# title: Domain Security is enabled together with FrontendProxyEnabled
# description: |
#   Domain Security checks certificates of both sides in one TLS session. With FrontendProxyEnabled another
#   service holds that session, and Domain Security is not supported there: mail for the secured domains
#   stays in the queue, or is no longer shown as Domain Secured.
# related_resources:
#   - https://learn.microsoft.com/exchange/mail-flow/connectors/proxy-outbound-mail
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - when: partners check certificates of both sides
#       do: Send from the source servers themselves
#       command: Set-SendConnector -Identity <identity> -FrontendProxyEnabled $false
#     - note: Domain Security is not needed.
#       or:
#         - do: Switch it off
#           command: Set-SendConnector -Identity <identity> -DomainSecureEnabled $false
#   tags: [tls, domain-security]
package exchlint.send.domain_secure_with_frontend_proxy

findings contains {
	"property": "FrontendProxyEnabled",
	"message": "FrontendProxyEnabled is \"True\" although DomainSecureEnabled is \"True\": Domain Security does not work through the front end, so mail for secured domains may stay in the queue",
} if {
	not input.disabled
	input.DomainSecureEnabled
	input.FrontendProxyEnabled
}
