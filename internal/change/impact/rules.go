package impact

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Rules returns the rules about changes. They are judged here, not by a policy.
func Rules() []*rules.Rule {
	list := []*rules.Rule{
		{
			ID: "change/refused", Level: "error", Title: "Exchange or PowerShell refuses a statement",
			Description: "The statement fails in the maintenance window and changes nothing: a value that the parameter does not take, settings that exclude each other, a certificate that a send connector still names, a mandatory parameter that is missing. What comes after it in the script may run all the same, on a state that nobody planned.",
			Remedy:      person("Correct the value, or make the change that it needs first"),
		},
		{
			ID: "change/unknown-command", Level: "error", Title: "A command does not exist",
			Description: "No cmdlet has this name, but one has a name close to it. PowerShell reports the command as not recognized and goes on with the next statement.",
			Remedy:      person("Correct the name of the command"),
		},
		{
			ID: "change/unknown-parameter", Level: "error", Title: "A parameter does not exist",
			Description: "The cmdlet has no parameter of this name, or only another version of Exchange has it. PowerShell refuses the whole statement.",
			Remedy:      person("Correct the name of the parameter"),
		},
		{
			ID: "change/placeholder", Level: "error", Title: "A placeholder is left in the change",
			Description: "Text between angle brackets stands where a value is meant, as in the example that the command was copied from.",
			Remedy:      person("Put the value in place of the placeholder"),
		},
		{
			ID: "change/not-found", Level: "error", Title: "The change names an object that does not exist",
			Description: "The exports of the server, or of the organization, have no connector or certificate of this identity or thumbprint. The statement fails. Blanks and invisible characters, as a thumbprint copied from the certificate dialog has them, are a frequent reason.",
			Remedy:      person("Correct the identity; list what is there with Get-ReceiveConnector, Get-SendConnector or Get-ExchangeCertificate"),
		},
		{
			ID: "change/peer-forgotten", Level: "warning", Title: "A setting is changed on one server and not on the others",
			Description: "Before the change the connector was equal to the same connector on other servers in this property; afterwards it differs. What a client meets then depends on the server that it reaches.",
			Remedy:      person("Make the same change on the other servers"),
		},
		{
			ID: "change/default-certificate-replaced", Level: "warning", Title: "The default SMTP certificate is replaced",
			Description: "Enabling a certificate for SMTP makes it the internal transport certificate where the question is answered with Yes, or with -Force. On servers with an Edge subscription, EdgeSync stops until the subscription is made again.",
			Remedy:      person("Enable without -Force, and answer No when asked to overwrite the default SMTP certificate"),
		},
		{
			ID: "change/tls-downgraded", Level: "error", Title: "The change weakens TLS",
			Description: "A connector loses Tls or BasicAuthRequireTLS, no longer requires TLS, verifies less, or ignores STARTTLS. Mail and passwords that were encrypted may travel in clear text afterwards.",
			Remedy:      person("Leave the setting as it is, or accept the finding with a reason"),
		},
		{
			ID: "change/relay-widened", Level: "error", Title: "More clients may relay",
			Description: "A connector from which relay is possible answers more addresses, or gives anonymous clients or externally secured hosts the right to relay. Whoever sends from these addresses can send to any domain in the organization's name.",
			Remedy:      person("Add single addresses instead of networks, or accept the finding with a reason"),
		},
		{
			ID: "change/relay-narrowed", Level: "warning", Title: "Clients lose a relay",
			Description: "Addresses that reached a relay connector no longer do. Devices and applications there can no longer send mail.",
			Remedy:      person("Make sure that nothing sends from these addresses"),
		},
		{
			ID: "change/connector-removed", Level: "warning", Title: "A connector is removed",
			Description: "A connector that faces clients or the Internet, or one that Exchange installed, goes. Its clients are answered by another connector, or by none.",
			Remedy:      person("Make sure that another connector answers its clients"),
		},
		{
			ID: "change/connector-added", Level: "note", Title: "A connector that faces clients is added",
			Description: "A new connector faces clients, partners or the Internet. Its clients may have been answered by another one so far.",
			Remedy:      person("Nothing to do if it is meant"),
		},
		{
			ID: "change/certificate-names-lost", Level: "error", Title: "The new certificate lacks a name that the old one has",
			Description: "A connector's Fqdn, or a host name that the configuration expects, is covered by the old certificate of a rotation and not by the new one. Peers that check the name refuse it, and a connector without TlsCertificateName finds another certificate.",
			Remedy:      person("Have the new certificate issued with the name too"),
		},
		{
			ID: "change/no-effect", Level: "note", Title: "The statement changes nothing",
			Description: "Everything that the statement sets is so already. The change may have been made before, or names the wrong object.",
			Remedy:      person("Remove the statement, or correct what it names"),
		},
	}
	slices.SortFunc(list, func(a, b *rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// person is a remedy that a person carries out in the change file.
func person(do string) rules.Remedy {
	return rules.Remedy{Fix: rules.Choice, Steps: []rules.Step{{Do: do}}}
}
