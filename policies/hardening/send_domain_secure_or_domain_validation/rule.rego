# METADATA
# title: Send connector does not verify the receiving domain
# description: |
#   Neither DomainSecureEnabled nor TlsAuthLevel DomainValidation makes the connector check that the other
#   side is who it should be: mail goes to whoever answers. The STIG for Exchange asks for both, in several
#   controls, but Exchange takes only one on a connector, so either satisfies them all.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/set-sendconnector
# schemas:
#   - input: schema.SendConnector
# custom:
#   level: note
#   fix: choice
#   remediation:
#     - when: the partner's certificate can be checked
#       do: Set RequireTLS to $true, TlsAuthLevel to DomainValidation and TlsDomain to a name in the partner's certificate
#       caution: Exchange refuses that where IgnoreSTARTTLS is True.
#   tags: [hardening, tls, stig-V-259594, stig-EX19-ED-000098, stig-V-259639, stig-EX19-ED-000232, stig-V-259642, stig-EX19-ED-000236, stig-V-259708, stig-EX19-MB-000233, stig-V-221218, stig-V-221260, stig-V-221262, stig-V-228409]
#   profiles: [stig]
package exchlint.hardening.send_domain_secure_or_domain_validation

findings contains {
	"property": "TlsAuthLevel",
	"message": sprintf("TlsAuthLevel is %s and DomainSecureEnabled \"False\": mail goes to any server that answers, verified or not", [_shown]),
} if {
	input.Enabled
	input.DomainSecureEnabled == false
	input.TlsAuthLevel != "DomainValidation"
}

_shown := "empty" if input.TlsAuthLevel == ""

_shown := sprintf("\"%s\"", [input.TlsAuthLevel]) if input.TlsAuthLevel != ""
