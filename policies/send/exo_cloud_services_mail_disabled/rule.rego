# METADATA
# title: Send connector to Exchange Online removes hybrid headers
# description: |
#   CloudServicesMailEnabled keeps the headers by which Exchange Online knows mail from inside the
#   organization. Without them the mail of colleagues arrives as anonymous: it is filtered as spam, shown
#   as external, and answered out-of-office as to strangers.
#
#   A connector that hands all mail to Exchange Online, in an organization that shows nothing else of a
#   hybrid, may be a plain relay: there the finding is a note.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
#   - https://learn.microsoft.com/exchange/transport-options
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: warning
#   fix: command
#   remediation:
#     - do: Keep hybrid headers
#       command: Set-SendConnector -Identity <identity> -CloudServicesMailEnabled $true
#       caution: Running the Hybrid Configuration Wizard again does the same.
#   tags: [hybrid]
package exchlint.send.exo_cloud_services_mail_disabled

findings contains {
	"property": "CloudServicesMailEnabled",
	"message": "CloudServicesMailEnabled is \"False\" on a connector to Exchange Online: hybrid headers are taken out, so mail from inside may arrive as anonymous and be filtered as spam",
	"level": _level,
} if {
	not input.disabled
	input.exo
	not input.CloudServicesMailEnabled
}

_level := "note" if _plain

_level := "warning" if not _plain

# Relaying for the Internet alone needs no hybrid headers.
_plain if {
	input.exo_relay_all
	not input.hybrid
}
