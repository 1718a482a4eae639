# METADATA
# title: Connector name does not describe its purpose
# description: |
#   A name such as "New connector" or "Test" tells nobody what would break without it, and "Default Frontend
#   EX09" on EX01 misleads: it is the name that setup gives a connector of EX09. Exchange looks the default
#   connectors up by their names in places.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.Connector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Give it a name that says what it is for, with -Name
#       caution: Scripts and monitoring may find it by the old one.
#   tags: [hardening, stig-V-259604, stig-EX19-ED-000117, stig-V-221225, stig-V-221227]
#   profiles: [hardening, stig]
#   parameters:
#     names: {type: array, items: {type: string, minLength: 1}, default: ["new *", "test*", "temp", "temp *", "connector?", "connector ?", "receive connector", "send connector"], description: "Names that say nothing, in any case; * stands for any text and ? for one character"}
package exchlint.hardening.connector_name_unclear

findings contains {"property": "Name", "message": message} if {
	some pattern in parameters.names
	glob.match(lower(pattern), null, lower(input.Name))
	message := sprintf("Name is \"%s\": it does not describe the connector's purpose", [input.Name])
}

findings contains {"property": "Name", "message": message} if {
	parts := regex.find_all_string_submatch_n(_default, input.Name, 1)[0]
	upper(split(parts[2], ".")[0]) != input.Server
	message := sprintf("Name is \"%s\", as setup names a connector of \"%s\", but it belongs to %s", [input.Name, parts[2], input.Server])
}

_default := `(?i)^(default|default frontend|client frontend|client proxy|outbound proxy frontend|default internal receive connector) ([a-z0-9-]+)$`
