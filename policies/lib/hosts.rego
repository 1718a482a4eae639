# METADATA
# description: What is wrong with a connector's Fqdn.
package exchlint.lib.hosts

# defect says what keeps a text from being a host name. It is undefined for a host name
# and for an empty text.
defect(fqdn) := "it begins with a scheme, like a URL" if {
	contains(fqdn, "://")
} else := "it is an IP address" if {
	regex.match(`^\[?([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\]?$`, fqdn)
} else := "it ends in a port" if {
	regex.match(`:[0-9]+$`, fqdn)
} else := "it is a wildcard, which only certificates know" if {
	contains(fqdn, "*")
} else := "it has a blank" if {
	regex.match(`\s`, fqdn)
} else := "it has an underscore" if {
	contains(fqdn, "_")
} else := "it ends in a dot" if {
	endswith(fqdn, ".")
} else := "a host name is made of letters, digits and hyphens, with dots between" if {
	fqdn != ""
	not regex.match(`^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$`, fqdn)
}

# is_server reports whether a host name is a server's own: its short name, or its full name. Where
# nothing shows the full name, the first label decides.
is_server(host, server, _) if upper(host) == server

is_server(host, _, full) if lower(host) == full

is_server(host, server, "") if upper(split(host, ".")[0]) == server
