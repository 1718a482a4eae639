# METADATA
# title: RemoteIPRanges is close to the limit of Active Directory
# description: |
#   Active Directory holds some 1,200 to 1,300 entries in one connector's RemoteIPRanges. The change
#   that goes beyond fails with AdminLimitExceededException: "The administrative limit for this
#   request was exceeded". Ranges that touch each other take one entry together, as CIDR or low-high;
#   where that is not enough, a second connector takes part of them.
# related_resources:
#   - https://learn.microsoft.com/exchange/troubleshoot/mailflow/connector-remote-ip-address-limit-exceeded
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: warning
#   symptoms: [AdminLimitExceededException, "The administrative limit for this request was exceeded"]
#   parameters:
#     warningRanges: {type: integer, minimum: 1, default: 1000, description: The number of ranges beyond which it is a warning}
#     errorRanges: {type: integer, minimum: 1, default: 1200, description: The number of ranges from which on it is an error}
#   fix: command
#   remediation:
#     - with: ranges
#       do: Write the same clients in as few entries as there can be
#       command: Set-ReceiveConnector -Identity <identity> -RemoteIPRanges (<ranges> -split ',')
#     - without: ranges
#       do: Make a second connector with the same settings and move some of the clients to it
#       fix: choice
#   tags: [limits]
package exchlint.receive.remote_range_near_limit

findings contains {
	"property": "RemoteIPRanges",
	"message": message,
	"level": _level,
	"values": {"ranges": _fewer},
} if {
	input.range_count > parameters.warningRanges
	message := sprintf(
		"RemoteIPRanges has \"%d\" entries; from about 1,200 on Active Directory refuses more (AdminLimitExceededException). Written as ranges that do not touch they are %d%s",
		[input.range_count, _merged, _beyond],
	)
}

default _level := "warning"

_level := "error" if input.range_count >= parameters.errorRanges

default _beyond := ""

_beyond := ": move some to a second connector" if _merged > parameters.warningRanges

_merged := count(split(input.merged_ranges, ","))

default _fewer := ""

_fewer := input.merged_ranges if _merged <= parameters.warningRanges
