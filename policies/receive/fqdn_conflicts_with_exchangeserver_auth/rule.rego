# METADATA
# title: Custom Fqdn together with ExchangeServer authentication
# description: |
#   With ExchangeServer in AuthMechanism the Fqdn must be the server's own full name, its NetBIOS
#   name or empty: other Exchange servers log on with Kerberos to that name. Set-ReceiveConnector
#   refuses any other: "When the AuthMechanism parameter on a Receive connector is set to the value
#   ExchangeServer, you must set the FQDN parameter on the Receive connector to one of the
#   following values". Where it got in nevertheless, servers can't log on to each other and
#   internal mail stops.
#
#   A certificate of another name is bound with TlsCertificateName; the greeting is changed with
#   Banner. Edge Transport servers are free to have any Fqdn.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - with: server_fqdn
#       do: Set the server's own name
#       command: Set-ReceiveConnector -Identity <identity> -Fqdn <server_fqdn>
#     - without: server_fqdn
#       do: Set the server's own name
#       command: Set-ReceiveConnector -Identity <identity> -Fqdn <server>
#     - note: No Exchange server sends to this connector.
#       or:
#         - do: Take ExchangeServer away
#           command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#   tags: [authentication]
package exchlint.receive.fqdn_conflicts_with_exchangeserver_auth

import data.exchlint.lib.hosts
import data.exchlint.lib.names

findings contains {
	"property": "Fqdn",
	"message": message,
	"values": {"mechanisms": names.flags([mechanism | some mechanism in input.AuthMechanism; mechanism != "ExchangeServer"])},
} if {
	not input.disabled
	not input.edge
	"ExchangeServer" in input.AuthMechanism
	input.Fqdn != ""
	not hosts.is_server(input.Fqdn, input.Server, input.server_fqdn)
	message := sprintf(
		"Fqdn is \"%s\", but AuthMechanism has ExchangeServer: Exchange allows the name of %s alone, and other servers can't log on by another (Kerberos), so that internal mail stops",
		[input.Fqdn, input.Server],
	)
}
