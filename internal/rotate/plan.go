package rotate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// makePlan writes the steps in an order in which no connector is without a certificate.
func (r *run) makePlan() {
	edges := map[string]bool{}
	for _, s := range r.Rotation.Servers {
		if r.isEdge(s.Server) {
			edges[s.Server] = true
			continue
		}
		if !s.HasNew {
			r.step("import", s.Server, "", r.importing(s.Server), "")
		}
	}
	for _, s := range r.Rotation.Servers {
		if !s.SMTP && !edges[s.Server] {
			r.step("enable", s.Server, "", fmt.Sprintf("Enable-ExchangeCertificate -Server %s -Thumbprint %s -Services SMTP", lint.Literal(s.Server), lint.Literal(thumbprint(r.new))), "")
		}
	}
	if !r.ask.OnlyReady {
		r.rebindAll(edges)
	}
	r.outside(edges)
}

func (r *run) step(action, server, identity, command, rollback string) {
	r.Plan = append(r.Plan, lint.RotationStep{Action: action, Server: server, Identity: identity, Command: command, Rollback: rollback})
}

// importing returns the command that brings the new certificate to a server: from a PFX file, or from a
// server that has it.
func (r *run) importing(server string) string {
	if r.ask.File != nil {
		return fmt.Sprintf("Import-ExchangeCertificate -Server %s -FileData ([System.IO.File]::ReadAllBytes(%s)) -Password $password -PrivateKeyExportable $true", lint.Literal(server), lint.Literal(r.ask.FileName+".pfx"))
	}
	return fmt.Sprintf("Import-ExchangeCertificate -Server %s -FileData (Export-ExchangeCertificate -Server %s -Thumbprint %s -BinaryEncoded -Password $password).FileData -Password $password -PrivateKeyExportable $true",
		lint.Literal(server), lint.Literal(text(r.new, "Server")), lint.Literal(thumbprint(r.new)))
}

// rebindAll binds the connectors, and takes the old certificate away where that is asked for.
func (r *run) rebindAll(edges map[string]bool) {
	name := "<I>" + text(r.new, "Issuer") + "<S>" + text(r.new, "Subject")
	var cleared []*model.Object
	for _, c := range r.Connectors {
		o := r.org.Find(c.Kind, c.Identity)
		switch {
		case c.Kind == "ReceiveConnector" && (edges[text(o, "Server")] || !r.includes(text(o, "Server"))):
		case c.Effect == "rebind":
			r.set("rebind", o, lint.Literal(name))
		case c.Effect == "ambiguous" && c.Kind == "SendConnector" && r.ask.RemoveOld:
			r.set("clear", o, "$null")
			cleared = append(cleared, o)
		}
	}
	if r.ask.RemoveOld {
		r.removeOld(edges)
		for _, o := range cleared {
			r.set("rebind", o, lint.Literal(text(o, "TlsCertificateName")))
		}
	}
	if slices.ContainsFunc(r.org.Objects("SendConnector"), func(o *model.Object) bool { return len(texts(o, "edge_servers")) > 0 }) {
		r.step("edge-sync", "", "", "Start-EdgeSynchronization", "")
	}
	for _, s := range r.Rotation.Servers {
		if !edges[s.Server] {
			r.step("verify", s.Server, "", fmt.Sprintf("Get-ExchangeCertificate -Server %s -Thumbprint %s | Format-List Thumbprint, Status, Services", lint.Literal(s.Server), lint.Literal(thumbprint(r.new))), "")
		}
	}
}

func (r *run) removeOld(edges map[string]bool) {
	for _, s := range r.Rotation.Servers {
		if s.HasOld && !edges[s.Server] {
			r.step("remove-old", s.Server, "", fmt.Sprintf("Remove-ExchangeCertificate -Server %s -Thumbprint %s -Confirm:$false", lint.Literal(s.Server), lint.Literal(thumbprint(r.old))), "")
		}
	}
}

// includes reports whether a server is one of those that the rotation is about.
func (r *run) includes(server string) bool {
	return slices.ContainsFunc(r.Rotation.Servers, func(s lint.RotationServer) bool { return strings.EqualFold(s.Server, server) })
}

// set adds the step that gives a connector a name, and the way back.
func (r *run) set(action string, o *model.Object, value string) {
	command := "Set-" + o.Kind.Name + " -Identity " + lint.Literal(o.Identity) + " -TlsCertificateName "
	back := "$null"
	if today := text(o, "TlsCertificateName"); today != "" {
		back = lint.Literal(today)
	}
	r.step(action, text(o, "Server"), o.Identity, command+value, command+back)
}

func (r *run) isEdge(server string) bool {
	return slices.ContainsFunc(r.org.Objects("Server"), func(o *model.Object) bool { return o.Identity == server && text(o, "edge") == "true" })
}

// outside notes what no command of the plan does.
func (r *run) outside(edges map[string]bool) {
	note := func(what, text string) { r.Outside = append(r.Outside, lint.OutsideStep{What: what, Text: text}) }
	if r.isHybrid() {
		note("hybrid-configuration", "Run the Hybrid Configuration Wizard again and choose the new certificate, or set TlsCertificateName with Set-HybridConfiguration.")
		note("exchange-online", "Where issuer or subject changes, check TlsSenderCertificateName of the inbound connector in Exchange Online, and TlsDomain of its outbound connector.")
	}
	for _, s := range r.Rotation.Servers {
		if edges[s.Server] {
			note("edge", "On the Edge server "+s.Server+" itself: import the new certificate, enable it for SMTP, and name it on its connectors; then make the Edge subscription again.")
		}
	}
	if r.isInternal() {
		note("internal-transport", "The old certificate carries the name of a server and may be its internal transport certificate: leave it, or make a new one, before it is removed.")
	}
}

func (r *run) isHybrid() bool {
	return slices.ContainsFunc(r.Connectors, func(c lint.RotatedConnector) bool {
		o := r.org.Find(c.Kind, c.Identity)
		return c.Effect != "unchanged" && (text(o, "exo") == "true" || len(texts(o, "TlsDomainCapabilities")) > 0)
	})
}

// isInternal reports whether the old certificate carries the name of one of its servers.
func (r *run) isInternal() bool {
	for _, s := range r.org.Objects("Server") {
		value, _ := s.Value("own_certificates")
		list, _ := value.([]any)
		for _, own := range list {
			entry, _ := own.(*schema.Entry)
			if entry == nil {
				continue
			}
			if identity, _ := entry.Value("identity").(string); strings.HasSuffix(strings.ToUpper(identity), `\`+thumbprint(r.old)) {
				return true
			}
		}
	}
	return false
}
