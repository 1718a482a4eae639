# METADATA
# title: Chunking is disabled
# description: |
#   Without CHUNKING mail can't be sent by BDAT, and so not as BINARYMIME either: senders fall back to DATA
#   and encode attachments, which makes them a third larger. The STIG for Exchange asks for it.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
#   - https://www.rfc-editor.org/rfc/rfc3030
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: command
#   remediation:
#     - do: Switch CHUNKING on
#       command: Set-ReceiveConnector -Identity <identity> -ChunkingEnabled $true
#   tags: [hardening, stig-V-259605, stig-EX19-ED-000118, stig-V-221228]
#   profiles: [stig]
package exchlint.hardening.receive_chunking_disabled

findings contains {
	"property": "ChunkingEnabled",
	"message": "ChunkingEnabled is \"False\": senders can use neither BDAT nor BINARYMIME",
} if {
	input.Enabled
	input.ChunkingEnabled == false
}
