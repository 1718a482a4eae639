# METADATA
# title: Windows authentication is not bound to the TLS channel
# description: |
#   Extended Protection ties an NTLM or Kerberos logon to the TLS channel that it comes through, so
#   that somebody in between can't pass a captured logon on to this connector. Exchange sets up
#   connectors without it. It takes RequireTLS, without which Exchange may refuse Allow.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-receiveconnector
# schemas:
#   - input: schema.ReceiveConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: mail programs alone connect here, with TLS
#       do: Set ExtendedProtectionPolicy to Allow and RequireTLS to $true
#       caution: 'A connector that takes mail from the Internet must not require TLS: take Integrated away there instead. Without Tls in AuthMechanism Exchange refuses it.'
#   tags: [tls, authentication, cwe-294]
#   profiles: [hardening]
package exchlint.receive.integrated_without_extended_protection

findings contains {
	"property": "ExtendedProtectionPolicy",
	"message": "ExtendedProtectionPolicy is \"None\" although AuthMechanism has Integrated: a Windows logon that was captured elsewhere can be passed on to this connector",
} if {
	input.external
	"Integrated" in input.AuthMechanism
	input.ExtendedProtectionPolicy == "None"
}
