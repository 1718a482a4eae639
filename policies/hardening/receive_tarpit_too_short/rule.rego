# METADATA
# title: TarpitInterval is too short
# description: |
#   TarpitInterval delays the answer to a command that is refused, so that guessing addresses takes its
#   time. Five seconds is the default. Connectors for few addresses, where zero is
#   often intended, and those for outbound mail on port 717, which setup creates with zero, are not
#   checked.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the delay
#       command: Set-ReceiveConnector -Identity <identity> -TarpitInterval <interval>
#   tags: [hardening, stig-V-259621, stig-EX19-ED-000135, stig-V-221244]
#   profiles: [hardening, stig]
#   parameters:
#     seconds: {type: integer, minimum: 0, maximum: 600, default: 5, description: The shortest TarpitInterval}
package exchlint.hardening.receive_tarpit_too_short

import data.exchlint.lib.times

findings contains {
	"property": "TarpitInterval",
	"message": sprintf("TarpitInterval is \"%s\", less than %s: addresses can be guessed at full speed", [times.shown(input.TarpitInterval), times.shown(parameters.seconds)]),
	"values": {"interval": times.shown(parameters.seconds)},
} if {
	input.external
	input.wide
	input.TarpitInterval < parameters.seconds
}
