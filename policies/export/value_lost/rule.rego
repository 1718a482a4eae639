# METADATA
# title: The export lost a value
# description: |
#   PowerShell did not expand a value and wrote the name of its .NET type, an empty object or a text that
#   is cut off: Export-Csv does so with every collection, ConvertTo-Json beyond its -Depth,
#   Format-Table and Format-List with what doesn't fit. Rules that need the value can't be evaluated.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/convertto-json
#   - https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/export-csv
# schemas:
#   - input: schema.Record
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - for: ReceiveConnector
#       do: Export everything anew with the script that exchlint export-script prints, or this kind alone, with all of its depth
#       command: Get-ReceiveConnector | ConvertTo-Json -Depth 4 | Set-Content -Encoding UTF8 -Path ReceiveConnector.json
#     - for: SendConnector
#       do: Export everything anew with the script that exchlint export-script prints, or this kind alone, with all of its depth
#       command: Get-SendConnector | ConvertTo-Json -Depth 4 | Set-Content -Encoding UTF8 -Path SendConnector.json
#     - for: ExchangeCertificate
#       do: Export everything anew with the script that exchlint export-script prints, or this kind alone, with all of its depth
#       command: Get-ExchangeCertificate -Server <server> | ConvertTo-Json -Depth 4 | Set-Content -Encoding UTF8 -Path ExchangeCertificate.json
#   tags: [export]
package exchlint.export.value_lost

findings contains {"property": value.property, "message": message} if {
	some value in input.lost_values
	message := _message(value)
}

_message(value) := sprintf(
	"the export has \"%s\" in place of %s, so what depends on it can't be checked: export it with ConvertTo-Json -Depth 4, or in a CSV as @{n='%s';e={%s}}",
	[value.text, value.property, value.property, _expression(value.property)],
) if {
	value.property != ""
}

_message(value) := sprintf("the export contains only the type name \"%s\", because its depth ended there: export the whole object with -Depth 4 (ConvertTo-Json, Export-Clixml)", [value.text]) if {
	value.property == ""
}

# What a CSV can hold of a property.
_expression("SignatureAlgorithm") := "$_.SignatureAlgorithm.FriendlyName"

_expression("PublicKey") := "$_.PublicKey.Oid.FriendlyName"

_expression(property) := sprintf("$_.%s -join ';'", [property]) if not property in {"SignatureAlgorithm", "PublicKey"}
