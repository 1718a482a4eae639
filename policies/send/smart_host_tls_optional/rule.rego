# METADATA
# title: TLS to a smart host is optional
# description: |
#   Without RequireTLS the connector takes TLS where the smart host offers it and sends in clear where it
#   does not. The smart host is known and its owner can be asked, so there is little reason to leave it to
#   chance: a fault there, or somebody on the way, turns encryption off without a trace.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: the smart host is known to offer STARTTLS
#       do: Require TLS
#       command: Set-SendConnector -Identity <identity> -RequireTLS $true
#       caution: Where it does not, mail stays in the queue.
#   tags: [tls, cwe-319, stig-V-259642, stig-V-221262]
package exchlint.send.smart_host_tls_optional

import data.exchlint.lib.names

findings contains {
	"property": "RequireTLS",
	"message": sprintf("RequireTLS is \"False\": mail to %s goes out in clear where STARTTLS is missing", [names.listed(input.SmartHosts)]),
} if {
	not input.disabled
	not input.RequireTLS
	not input.exo
	count(input.SmartHosts) > 0
	input.SmartHosts != ["--"]
	not input.SmartHostAuthMechanism in _encrypting
}

# What can't go on without TLS. The smart host -- is an Edge server's word for the site that it is
# subscribed to.
_encrypting := {"BasicAuthRequireTLS", "ExchangeServer"}
