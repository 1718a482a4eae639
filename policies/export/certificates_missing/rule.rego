# METADATA
# title: No certificate is known to be the server's
# description: |
#   The server has connectors for which its certificates matter, but no exported certificate is known to
#   be its own. What depends on them is not evaluated. Get-ExchangeCertificate shows the certificates of
#   one server at a time, and names the server only in Identity, which plain remoting and tables lose.
#   Name the file <server>-ExchangeCertificate.json, or add a column Server.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate
# schemas:
#   - input: schema.Server
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - do: Export them, or everything anew with the script that exchlint export-script prints
#       command: Get-ExchangeCertificate -Server <server> | Select-Object *, @{n='Server';e={<server>}} | ConvertTo-Json -Depth 4 | Set-Content -Encoding UTF8 -Path (<server> + '-ExchangeCertificate.json')
#   tags: [export]
package exchlint.export.certificates_missing

import data.exchlint.lib.names

findings contains {"property": "", "message": message} if {
	not input.certificates_exported
	count(input.needs_certificates) > 0
	message := sprintf("no certificate that was read is known to be this server's, so what its connectors present can't be checked (%s): export them, or name the server in the file's name or in a column Server", [names.listed([need.identity | some need in input.needs_certificates])])
}
