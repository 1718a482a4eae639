# METADATA
# title: SMTP certificate status is not Valid
# description: |
#   Get-ExchangeCertificate reports a Status other than Valid. Invalid and Untrusted mostly mean an
#   incomplete chain: the CA's intermediate certificate is missing in the computer's store, which
#   gives "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be
#   found" on the way out and "450 4.4.317 UntrustedRoot" or "454 4.7.0 UntrustedRoot" (event 2004) on
#   the way in. A revoked certificate must be replaced.
# related_resources:
#   - https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate
# schemas:
#   - input: schema.ExchangeCertificate
# custom:
#   level: error
#   fix: choice
#   remediation:
#     - do: See what is wrong
#       command: Get-ExchangeCertificate -Server <server> -Thumbprint <thumbprint> | Format-List Status, Issuer, RootCAType
#     - when: its chain is incomplete
#       do: Import the CA's intermediate certificate on <server> into Cert:\LocalMachine\CA
#     - when: it was revoked
#       do: Have it issued again, and name the new one on the connectors
#   tags: [certificate, cwe-295, cwe-299]
#   symptoms: ["454 4.7.5", "450 4.4.317 UntrustedRoot", "454 4.7.0 UntrustedRoot", "event 2004"]
package exchlint.certificate.status_not_valid

import data.exchlint.lib.scope

findings contains {
	"property": "Status",
	"message": message,
	"level": _level,
	"related": scope.places(input.used_by),
} if {
	_suspect[input.Status]
	scope.used(input)
	not _expected
	message := sprintf("Status is \"%s\"%s: %s", [input.Status, scope.users(input.used_by), _suspect[input.Status]])
}

_suspect := {
	"Invalid": "its chain or its content is broken; peers reject it, or it is not found at all (\"454 4.7.5\")",
	"Revoked": "its issuer has withdrawn it; peers that check reject it",
	"Untrusted": "its chain ends in no root that the server trusts, or an intermediate certificate is missing (\"454 4.7.5\", \"UntrustedRoot\")",
	"Unknown": "Exchange could not tell whether it is valid",
}

# Nobody trusts a server's own self-signed certificate, and nobody needs to unless it is bound to a
# connector that faces the outside.
_expected if {
	input.default_self_signed
	input.Status == "Untrusted"
	count([use | some use in input.used_by; use.kind == "ReceiveConnector"; use.by == "name"]) == 0
}

_level := "warning" if input.Status == "Unknown"

_level := "error" if input.Status in {"Invalid", "Revoked"}

_level := "error" if {
	input.Status == "Untrusted"
	count(input.used_by) > 0
}

_level := "warning" if {
	input.Status == "Untrusted"
	count(input.used_by) == 0
}
