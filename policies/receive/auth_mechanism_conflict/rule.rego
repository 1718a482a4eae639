# METADATA
# title: Authentication and TLS settings that Exchange refuses together
# description: |
#   Set-ReceiveConnector refuses some combinations: BasicAuthRequireTLS without BasicAuth and Tls,
#   ExternalAuthoritative beside anything but Tls or without ExchangeServers in PermissionGroups,
#   RequireTLS or Domain Security without Tls, and a few more. A change that asks for one fails in
#   the middle of its maintenance window; in an export of a real server it shows that somebody
#   wrote the directory by hand, and what the server makes of it is not documented.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - with: mechanisms
#       do: Set what goes together
#       command: Set-ReceiveConnector -Identity <identity> -AuthMechanism <mechanisms>
#     - with: secured
#       do: Switch Domain Security off
#       command: Set-ReceiveConnector -Identity <identity> -DomainSecureEnabled $false
#     - with: groups
#       do: Add ExchangeServers
#       command: Set-ReceiveConnector -Identity <identity> -PermissionGroups <groups>
#       caution: Every address that the connector accepts then counts as one of the own servers.
#     - with: policy
#       do: Set ExtendedProtectionPolicy to None, or require TLS where all clients speak it
#       command: Set-ReceiveConnector -Identity <identity> -ExtendedProtectionPolicy None
#     - with: timeout
#       do: Give a connection as long as an idle one has at least
#       command: Set-ReceiveConnector -Identity <identity> -ConnectionTimeout <timeout>
#     - with: chunking
#       do: Switch CHUNKING on
#       command: Set-ReceiveConnector -Identity <identity> -ChunkingEnabled $true
#   tags: [tls, authentication, stig-V-259595, stig-V-221219]
package exchlint.receive.auth_mechanism_conflict

import data.exchlint.lib.times

findings contains {"property": property, "message": message, "values": _values(property)} if {
	not input.disabled
	some [property, message] in _conflicts
}

# What clears a conflict.
_values("AuthMechanism") := {"mechanisms": concat(", ", _consistent)}

_values("RequireTLS") := {"mechanisms": concat(", ", _consistent)}

_values("DomainSecureEnabled") := {"mechanisms": concat(", ", _consistent)} if not _externally_secured

_values("DomainSecureEnabled") := {"secured": "True"} if _externally_secured

_values("PermissionGroups") := {"groups": concat(", ", ({"ExchangeServers"} | {group | some group in input.PermissionGroups}) - {"Custom"})}

_values("ExtendedProtectionPolicy") := {"policy": input.ExtendedProtectionPolicy}

_values("ConnectionTimeout") := {"timeout": times.shown(input.ConnectionInactivityTimeout + 300)}

_values("BinaryMimeEnabled") := {"chunking": "False"}

_consistent := {"Tls", "ExternalAuthoritative"} if _externally_secured

_consistent := _needed | {mechanism | some mechanism in input.AuthMechanism} if not _externally_secured

default _needed := {"Tls"}

_needed := {"Tls", "BasicAuth"} if "BasicAuthRequireTLS" in input.AuthMechanism

_conflicts contains ["AuthMechanism", message] if {
	"BasicAuthRequireTLS" in input.AuthMechanism
	missing := {"BasicAuth", "Tls"} - {mechanism | some mechanism in input.AuthMechanism}
	count(missing) > 0
	message := sprintf("AuthMechanism is \"%s\": BasicAuthRequireTLS needs %s beside it, and Exchange refuses it alone", [_mechanisms, concat(" and ", missing)])
}

_conflicts contains ["AuthMechanism", message] if {
	_externally_secured
	others := {mechanism | some mechanism in input.AuthMechanism} - {"ExternalAuthoritative", "Tls"}
	count(others) > 0
	message := sprintf("AuthMechanism is \"%s\": ExternalAuthoritative goes with Tls alone, and Exchange refuses it beside %s", [_mechanisms, concat(", ", others)])
}

_conflicts contains ["PermissionGroups", message] if {
	_externally_secured
	not "ExchangeServers" in input.PermissionGroups
	message := sprintf("PermissionGroups is \"%s\", without ExchangeServers, which Exchange insists on for ExternalAuthoritative", [concat(", ", input.PermissionGroups)])
}

_conflicts contains ["RequireTLS", message] if {
	input.RequireTLS
	not _tls
	message := sprintf("RequireTLS is \"True\", but AuthMechanism is \"%s\", without Tls: Exchange refuses that, and STARTTLS would be required without being offered", [_mechanisms])
}

_conflicts contains ["DomainSecureEnabled", message] if {
	input.DomainSecureEnabled
	not _tls
	message := sprintf("DomainSecureEnabled is \"True\", but AuthMechanism is \"%s\", without Tls, which Exchange refuses", [_mechanisms])
}

_conflicts contains ["DomainSecureEnabled", message] if {
	input.DomainSecureEnabled
	_tls
	_externally_secured
	message := sprintf("DomainSecureEnabled is \"True\", but AuthMechanism is \"%s\": Exchange refuses Domain Security beside ExternalAuthoritative", [_mechanisms])
}

_conflicts contains ["ExtendedProtectionPolicy", message] if {
	input.ExtendedProtectionPolicy != "None"
	not input.RequireTLS
	message := sprintf("ExtendedProtectionPolicy is \"%s\", but RequireTLS is False: Exchange may refuse that", [input.ExtendedProtectionPolicy])
}

_conflicts contains ["ConnectionTimeout", message] if {
	input.ConnectionTimeout <= input.ConnectionInactivityTimeout
	message := sprintf("ConnectionTimeout is \"%d seconds\", not more than ConnectionInactivityTimeout with %d: Exchange may refuse that", [input.ConnectionTimeout, input.ConnectionInactivityTimeout])
}

_conflicts contains ["BinaryMimeEnabled", message] if {
	input.BinaryMimeEnabled
	not input.ChunkingEnabled
	message := "BinaryMimeEnabled is \"True\", but ChunkingEnabled is False: BINARYMIME needs CHUNKING, and Exchange refuses it alone"
}

_tls if "Tls" in input.AuthMechanism

_externally_secured if "ExternalAuthoritative" in input.AuthMechanism

_mechanisms := concat(", ", input.AuthMechanism) if count(input.AuthMechanism) > 0

_mechanisms := "None" if count(input.AuthMechanism) == 0
