# METADATA
# title: ConnectionInactivityTimeOut differs from the STIG value
# description: |
#   ConnectionInactivityTimeOut ends a connection over which nothing is said. The STIG for Exchange asks for
#   ten minutes, the default. Its title would have less suffice, but what it has checked is equality.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the time after which an idle connection ends
#       command: Set-SendConnector -Identity <identity> -ConnectionInactivityTimeOut <timeout>
#   tags: [hardening, stig-V-259685, stig-EX19-MB-000132, stig-V-259597, stig-EX19-ED-000110, stig-V-228390, stig-V-221220]
#   profiles: [stig]
#   parameters:
#     seconds: {type: integer, minimum: 1, default: 600, description: The ConnectionInactivityTimeOut that is asked for}
package exchlint.hardening.send_inactivity_timeout

import data.exchlint.lib.times

findings contains {
	"property": "ConnectionInactivityTimeOut",
	"message": sprintf("ConnectionInactivityTimeOut is \"%s\", not %s: idle connections are kept for a different time than the STIG requires", [times.shown(input.ConnectionInactivityTimeOut), times.shown(parameters.seconds)]),
	"values": {"timeout": times.shown(parameters.seconds)},
} if {
	input.Enabled
	input.ConnectionInactivityTimeOut != parameters.seconds
}
