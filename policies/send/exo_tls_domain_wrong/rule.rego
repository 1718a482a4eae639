# METADATA
# title: Send connector to Exchange Online expects the wrong certificate name
# description: |
#   With DomainValidation the other side's certificate must have the name in TlsDomain. Exchange Online
#   presents one for mail.protection.outlook.com, the national clouds one for a domain of their own. With
#   any other name, that of another cloud included, every connection fails, and mail waits in the queue
#   with "454 4.7.5" or "451 4.4.101".
#
#   Where TlsDomain is empty and DNS decides on the route, the certificate is compared with the domain of
#   the recipients: a note.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: command
#   remediation:
#     - do: Check the certificate of Exchange Online by its name
#       command: Set-SendConnector -Identity <identity> -TlsDomain <cloud>
#   tags: [hybrid, tls, cwe-297]
#   symptoms: ["454 4.7.5", "451 4.4.101"]
package exchlint.send.exo_tls_domain_wrong

findings contains {
	"property": "TlsDomain",
	"message": sprintf("TlsDomain is \"%s\", but certificates of this cloud have \"%s\": with DomainValidation they do not match, and mail waits in the queue with \"454 4.7.5\" or \"451 4.4.101\"", [input.TlsDomain, input.cloud_domain]),
	"level": "error",
	"values": {"cloud": input.cloud_domain},
} if {
	_validates
	input.TlsDomain != ""
	not input.cloud_tls_domain
}

findings contains {
	"property": "TlsDomain",
	"message": "TlsDomain is empty: with DomainValidation the certificate of Exchange Online is compared with the recipients' domain, and may not match",
	"level": "note",
	"values": {"cloud": input.cloud_domain},
} if {
	_validates
	input.TlsDomain == ""
	input.DNSRoutingEnabled
}

_validates if {
	not input.disabled
	input.exo
	input.TlsAuthLevel == "DomainValidation"
}
