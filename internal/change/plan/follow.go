package plan

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/lint"
)

// follow makes the change of an entry.
func (e *entry) follow(state *change.State, options powershell.Options) {
	op := change.Operation{Verb: e.verb.verb, Command: e.prefix + e.kind, Kind: e.kind, Place: e.place}
	if reason := e.identify(&op, options); reason != "" {
		state.NotFollowed = append(state.NotFollowed, change.Note{Text: e.name + ": " + e.kind, Reason: reason, Location: e.place})
		return
	}
	switch e.name {
	case "set", "new":
		e.apply(state, op)
		return
	case "enable":
		node := e.fields["services"]
		op.Settings = []change.Setting{{Property: "Services", Value: e.texts(node), Argument: e.locate(node), From: e.locate(node)}}
	case "import":
		op.Object = e.brought
	case "permission":
		op.Grant = e.grant()
		op.Command = "Add-ADPermission"
		if op.Grant.Removed {
			op.Command = "Remove-ADPermission"
		}
	}
	state.Apply(op)
}

// identify notes which object the change is about. It returns why that is not known, else "".
func (e *entry) identify(op *change.Operation, options powershell.Options) string {
	server := strings.ToUpper(e.text("server"))
	if e.name == "new" {
		server = strings.ToUpper(e.text("Server"))
	}
	if server == "" {
		server = options.Server
	}
	server, _, _ = strings.Cut(server, ".")
	switch name := e.text("identity"); {
	case e.kind == "SendConnector" && e.name == "new":
		op.Identity = e.text("Name")
	case e.kind == "SendConnector", strings.Contains(name, `\`):
		op.Identity = name
	case server == "":
		return "its server is not known; name it, or give --change-server"
	case e.name == "new":
		op.Identity = server + `\` + e.text("Name")
	case e.name == "import":
		_, print, _ := strings.Cut(e.brought.Identity, `\`)
		op.Identity = server + `\` + print
	case e.kind == "ExchangeCertificate":
		op.Identity = server + `\` + strings.ToUpper(strings.ReplaceAll(e.text("thumbprint"), " ", ""))
	default:
		op.Identity = server + `\` + name
	}
	return ""
}

// apply sets the properties of an object, or of a new one.
func (e *entry) apply(state *change.State, op change.Operation) {
	for _, s := range e.settings {
		switch print, isThumbprint := s.Value.(thumbprint); {
		case isThumbprint:
			name := named(state, op, string(print))
			if name == "" {
				state.Refused = append(state.Refused, change.Refusal{
					Rule: change.NotFound, Level: lint.Error, Command: op.Command, Kind: op.Kind, Identity: op.Identity, Property: s.Property,
					Message: fmt.Sprintf("no certificate with the thumbprint %s is on the servers of the connector", print), Location: s.Argument, Statement: e.place,
				})
				return
			}
			s.Value = name
		case e.name == "new" && isUsage(s.Property):
			if s.Value == true {
				op.Usage = s.Property
			}
			continue
		case e.name == "new" && (s.Property == "Name" || s.Property == "Server"):
			continue
		}
		op.Settings = append(op.Settings, s)
	}
	state.Apply(op)
}

func isUsage(property string) bool {
	for _, usage := range usages {
		if usage == property {
			return true
		}
	}
	return false
}

// named returns the TlsCertificateName of the certificate of a thumbprint: on the server of a receive
// connector, or on any server for a send connector.
func named(state *change.State, op change.Operation, print string) string {
	server, _, _ := strings.Cut(op.Identity, `\`)
	for _, c := range state.Objects("ExchangeCertificate") {
		on, its, _ := strings.Cut(c.Identity, `\`)
		if !strings.EqualFold(its, strings.ReplaceAll(print, " ", "")) || op.Kind == "ReceiveConnector" && !strings.EqualFold(on, server) {
			continue
		}
		issuer, _ := c.Value("Issuer")
		subject, _ := c.Value("Subject")
		if issuer != nil && subject != nil {
			return fmt.Sprintf("<I>%v<S>%v", issuer, subject)
		}
	}
	return ""
}

// grant returns the permission that an entry gives, denies or takes back.
func (e *entry) grant() *change.Grant {
	g := &change.Grant{User: e.text("user")}
	for _, part := range []string{"grant", "deny", "removed"} {
		if node := e.fields[part]; node != nil {
			g.Rights, g.Deny, g.Removed = e.texts(node), part == "deny", part == "removed"
		}
	}
	return g
}
