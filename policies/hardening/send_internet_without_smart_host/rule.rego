# METADATA
# title: Mail to the Internet is delivered by DNS instead of a smart host
# description: |
#   The connector for the Internet delivers to whatever host an MX record names. The STIG for Exchange wants
#   a smart host there, a gateway that checks what leaves the organization. Other guides want the opposite:
#   where no such gateway is part of the design, disable this rule.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: mail for the Internet is to pass a gateway
#       do: Set DNSRoutingEnabled to $false and SmartHosts to the gateway
#       caution: Exchange refuses that where DomainSecureEnabled is True.
#   tags: [hardening, stig-V-259670, stig-EX19-MB-000106, stig-V-259593, stig-EX19-ED-000095, stig-V-228374, stig-V-221217]
#   profiles: [stig]
package exchlint.hardening.send_internet_without_smart_host

findings contains {
	"property": "SmartHosts",
	"message": "SmartHosts is empty, so mail for the Internet goes to any host that DNS names, past any gateway",
} if {
	input.Enabled
	input.internet
	count(input.SmartHosts) == 0
}
