# METADATA
# title: X-ANONYMOUSTLS is suppressed
# description: |
#   With SuppressXAnonymousTls the connector hides X-ANONYMOUSTLS, so other Exchange servers send
#   to it without encryption. That is meant for links where a WAN optimizer has to read the mail:
#   a connector of its own for the servers of the other site, with
#   UseDowngradedExchangeServerAuth on the transport service. Anywhere else mail between servers
#   crosses the network in clear.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Offer X-ANONYMOUSTLS
#       command: Set-ReceiveConnector -Identity <identity> -SuppressXAnonymousTls $false
#   tags: [tls, cwe-319]
package exchlint.receive.suppress_x_anonymous_tls

findings contains {"property": "SuppressXAnonymousTls", "message": message, "level": _level} if {
	not input.disabled
	input.SuppressXAnonymousTls
	message := sprintf("SuppressXAnonymousTls is \"True\": %s", [_consequence])
}

default _level := "note"

_level := "warning" if input.wide

_consequence := "Exchange servers from anywhere send to it without encryption" if input.wide

_consequence := "the Exchange servers of its ranges send to it without encryption, which is right only where a WAN optimizer needs it and the transport service has UseDowngradedExchangeServerAuth" if {
	not input.wide
}
