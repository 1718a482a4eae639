# METADATA
# description: Which capabilities of a receive connector are for hybrid mail.
package exchlint.lib.hybrid

# grants are the entries of TlsDomainCapabilities that let a sender's claims to be of the organization
# itself stand, as Exchange Online's must.
grants(entries) := [entry |
	some entry in entries
	count({capability | some capability in entry.capabilities} & _trusting) > 0
]

_trusting := {"AcceptCloudServicesMail", "AcceptOorgProtocol", "AcceptOorgHeader"}
