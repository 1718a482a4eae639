# METADATA
# description: Which capabilities of a receive connector are for hybrid mail, and which it should have.
package exchlint.lib.hybrid

# grants are the entries of TlsDomainCapabilities that let a sender's claims to be of the organization
# itself stand, as Exchange Online's must.
grants(entries) := [entry |
	some entry in entries
	count({capability | some capability in entry.capabilities} & _trusting) > 0
]

# kept is what TlsDomainCapabilities should be without the entries that are wrong: the
# others, and what Exchange Online needs.
kept(entries, wrong) := concat(";", [entry.text | some entry in _others(entries, wrong)]) if _granted(_others(entries, wrong))

kept(entries, wrong) := concat(";", array.concat([_needed], [entry.text | some entry in _others(entries, wrong); entry.domain != "mail.protection.outlook.com"])) if {
	not _granted(_others(entries, wrong))
}

_others(entries, wrong) := [entry | some entry in entries; not entry in wrong]

_granted(entries) if {
	some entry in grants(entries)
	entry.cloud
}

_needed := "mail.protection.outlook.com:AcceptCloudServicesMail"

_trusting := {"AcceptCloudServicesMail", "AcceptOorgProtocol", "AcceptOorgHeader"}
