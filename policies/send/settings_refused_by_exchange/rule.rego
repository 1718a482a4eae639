# METADATA
# title: Send connector settings that Exchange refuses together
# description: |
#   Some settings of a send connector exclude each other, and others need each other. New-SendConnector
#   and Set-SendConnector refuse such a combination, so a planned change stops half-way. In an export it
#   shows that somebody went past the cmdlets, or that values were mixed up; what transport makes of it
#   can't be relied on.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/powershell/module/exchange/new-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: See what is set
#       command: Get-SendConnector -Identity <identity> | Format-List AddressSpaces, DNSRoutingEnabled, SmartHosts, RequireTLS, TlsAuthLevel, TlsDomain, IgnoreSTARTTLS, DomainSecureEnabled
#     - when: a certificate is to be checked
#       do: Set IgnoreSTARTTLS to $false, RequireTLS to $true, TlsAuthLevel to DomainValidation and TlsDomain to the name in the certificate
#     - when: partners check certificates of both sides
#       do: Set IgnoreSTARTTLS to $false, TlsAuthLevel and TlsDomain to $null, and DNSRoutingEnabled and DomainSecureEnabled to $true
#   tags: [tls, cwe-319]
package exchlint.send.settings_refused_by_exchange

findings contains {
	"property": "TlsAuthLevel",
	"message": sprintf("TlsAuthLevel is \"%s\" although DomainSecureEnabled is \"True\": the two exclude each other, and Exchange may refuse it", [input.TlsAuthLevel]),
} if {
	not input.disabled
	input.DomainSecureEnabled
	input.TlsAuthLevel != ""
}

findings contains _refused("AddressSpaces", "AddressSpaces is empty, and no mail is routed over the connector unless a receive connector is linked to it") if {
	not input.disabled
	count(input.AddressSpaces) == 0
}

findings contains _refused("SmartHosts", "SmartHosts is empty and DNSRoutingEnabled is \"False\", so mail has nowhere to go") if {
	not input.disabled
	count(input.SmartHosts) == 0
	not input.DNSRoutingEnabled
}

findings contains _refused("SmartHosts", sprintf("SmartHosts is \"%s\" although DNSRoutingEnabled is \"True\"", [concat(", ", input.SmartHosts)])) if {
	not input.disabled
	count(input.SmartHosts) > 0
	input.DNSRoutingEnabled
}

findings contains _refused("IgnoreSTARTTLS", sprintf("IgnoreSTARTTLS is \"True\" although %s", [concat(" and ", _uses_tls)])) if {
	not input.disabled
	input.IgnoreSTARTTLS
	count(_uses_tls) > 0
}

findings contains _refused("TlsAuthLevel", sprintf("TlsAuthLevel is \"%s\" although RequireTLS is \"False\"", [input.TlsAuthLevel])) if {
	not input.disabled
	input.TlsAuthLevel != ""
	not input.RequireTLS
}

findings contains _refused("DomainSecureEnabled", "DomainSecureEnabled is \"True\" although DNSRoutingEnabled is \"False\"") if {
	not input.disabled
	input.DomainSecureEnabled
	not input.DNSRoutingEnabled
}

findings contains _refused("TlsDomain", sprintf("TlsDomain is \"%s\" although TlsAuthLevel is not DomainValidation", [input.TlsDomain])) if {
	not input.disabled
	input.TlsDomain != ""
	input.TlsAuthLevel != "DomainValidation"
}

findings contains _refused("TlsDomain", "TlsDomain is empty although TlsAuthLevel is \"DomainValidation\" and mail goes to a smart host") if {
	not input.disabled
	input.TlsAuthLevel == "DomainValidation"
	input.TlsDomain == ""
	count(input.SmartHosts) > 0
}

_refused(property, clash) := {"property": property, "message": sprintf("%s: Exchange refuses that, so a change that sets it fails", [clash])}

_uses_tls contains "RequireTLS is \"True\"" if input.RequireTLS

_uses_tls contains sprintf("TlsAuthLevel is \"%s\"", [input.TlsAuthLevel]) if input.TlsAuthLevel != ""

_uses_tls contains "DomainSecureEnabled is \"True\"" if input.DomainSecureEnabled
