# METADATA
# title: SMTP greeting reveals the server or its software
# description: |
#   The first line that an external receive connector says names the server and "Microsoft ESMTP MAIL
#   Service" unless Banner says something else. Attackers who look for servers of a certain make need not
#   ask further. The gain of another banner is small: EHLO still answers with Fqdn.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Set a banner that says nothing about the server
#       command: Set-ReceiveConnector -Identity <identity> -Banner <banner>
#   tags: [hardening, cwe-497, stig-V-259707, stig-EX19-MB-000232, stig-V-259638, stig-EX19-ED-000231, stig-V-228408, stig-V-221258]
#   profiles: [hardening, stig]
#   parameters:
#     banner: {type: string, pattern: "^[245][0-9][0-9] ", default: 220 SMTP Server Ready, description: The greeting that the remediation sets}
#     words: {type: array, items: {type: string, minLength: 1}, default: [Microsoft, Exchange], description: Words that reveal the software}
package exchlint.hardening.receive_banner_reveals_server

findings contains {"property": "Banner", "message": message, "values": {"banner": parameters.banner}} if {
	input.external
	input.Banner == ""
	message := "Banner is empty, so the greeting is the default one, which names the server and Microsoft's software"
}

findings contains {"property": "Banner", "message": message, "values": {"banner": parameters.banner}} if {
	input.external
	revealing := [word | some word in array.concat([input.Server], parameters.words); contains(lower(input.Banner), lower(word))]
	count(revealing) > 0
	message := sprintf("Banner is \"%s\": the greeting reveals \"%s\"", [input.Banner, concat("\", \"", revealing)])
}
