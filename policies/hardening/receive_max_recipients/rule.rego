# METADATA
# title: MaxRecipientsPerMessage differs from the STIG value
# description: |
#   A message with more recipients than MaxRecipientsPerMessage is taken in parts. The STIG for Exchange
#   asks for 5000 on every connector. Setup sets that on Default <server> alone and 200 on all others, so
#   every server fails this check as it is installed.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set the number of recipients
#       command: Set-ReceiveConnector -Identity <identity> -MaxRecipientsPerMessage <count>
#   tags: [hardening, stig-V-259680, stig-EX19-MB-000127, stig-V-259600, stig-EX19-ED-000113, stig-V-228383, stig-V-221229]
#   profiles: [stig]
#   parameters:
#     recipients: {type: integer, minimum: 1, default: 5000, description: The MaxRecipientsPerMessage that is asked for}
package exchlint.hardening.receive_max_recipients

findings contains {
	"property": "MaxRecipientsPerMessage",
	"message": sprintf("MaxRecipientsPerMessage is \"%v\", not %d: senders must split messages at a different number of recipients", [input.MaxRecipientsPerMessage, parameters.recipients]),
	"values": {"count": sprintf("%d", [parameters.recipients])},
} if {
	input.Enabled
	input.MaxRecipientsPerMessage != parameters.recipients
}
