# METADATA
# title: No SMTP certificate covers an expected name
# description: |
#   The configuration names the hosts that peers connect to (organization.expectedNames), and none of
#   the server's certificates for SMTP covers one of them. A peer that checks the name refuses what it
#   is shown: "450 4.7.320 Certificate validation failed [Message=SubjectMismatch]" or "450 4.4.317".
#   To peers a wildcard stands for one label.
# related_resources:
#   - https://learn.microsoft.com/exchange/certificate-requirements
#   - https://learn.microsoft.com/powershell/module/exchange/new-exchangecertificate
# schemas:
#   - input: schema.Server
# custom:
#   level: warning
#   fix: outside
#   remediation:
#     - do: Request a certificate with all names that peers connect to on <server> itself, complete the request there, and enable the certificate for SMTP
#       caution: Answer No when asked to overwrite the default SMTP certificate.
#   tags: [certificate, cwe-297]
#   symptoms: ["450 4.7.320 SubjectMismatch", "450 4.4.317 SubjectMismatch"]
package exchlint.server.expected_names_not_covered

import data.exchlint.lib.names

findings contains {"property": "", "message": message} if {
	count(input.uncovered_names) > 0
	message := sprintf("no certificate enabled for SMTP covers \"%s\", which the configuration expects: peers that check the name refuse it (\"450 4.7.320\", SubjectMismatch)", [names.listed(input.uncovered_names)])
}
