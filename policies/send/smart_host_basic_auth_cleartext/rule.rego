# METADATA
# title: Send connector may send its password in clear text
# description: |
#   The connector logs on to its smart host with Basic authentication, and neither the mechanism nor
#   RequireTLS asks for encryption first: user name and password are sent readable wherever STARTTLS is
#   missing or taken out on the way.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: Log on after STARTTLS only
#       command: Set-SendConnector -Identity <identity> -SmartHostAuthMechanism BasicAuthRequireTLS -RequireTLS $true -AuthenticationCredential (Get-Credential)
#       caution: The smart host must offer STARTTLS, or mail stays in the queue.
#   tags: [tls, authentication, cwe-319, cwe-523]
package exchlint.send.smart_host_basic_auth_cleartext

import data.exchlint.lib.names

findings contains {
	"property": "SmartHostAuthMechanism",
	"message": sprintf("SmartHostAuthMechanism is \"BasicAuth\" and RequireTLS is \"False\": user name and password for %s go out in clear where STARTTLS is missing", [names.listed(input.SmartHosts)]),
} if {
	not input.disabled
	input.SmartHostAuthMechanism == "BasicAuth"
	not input.RequireTLS
	count(input.SmartHosts) > 0
}
