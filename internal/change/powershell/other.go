package powershell

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// other carries out a command that is about no connector and no certificate.
func (h *host) other(c *interp.Call, lower string) interp.Outcome {
	verb, noun, _ := strings.Cut(lower, "-")
	_, known := h.tables.Get(lower)
	switch {
	case notJudged(lower) != "" && !c.Maybe:
		return interp.Outcome{NotFollowed: notJudged(lower)}
	case verb == "get" && servers[noun]:
		return h.ofServers(c)
	case verb == "get" && (known || isOtherCmdlet(lower)):
		return interp.Outcome{Values: []interp.Value{h.gap("no export shows what " + c.Name + " answers")}}
	case known || isOtherCmdlet(lower):
		return interp.Outcome{}
	case lower == "remove-item" || lower == "get-childitem":
		return interp.Outcome{}
	}
	return h.unknownCommand(c, lower)
}

// unknownCommand reports a name that is misspelt; one that is close to none is not followed.
func (h *host) unknownCommand(c *interp.Call, lower string) interp.Outcome {
	names := interp.Commands()
	for _, command := range h.tables {
		names = append(names, command.Name)
	}
	slices.Sort(names)
	near := rules.Nearest(c.Name, names)
	if !strings.Contains(lower, "-") || len(near) == 0 {
		return interp.Outcome{NotFollowed: "the command " + c.Name + " is not known"}
	}
	message := "there is no command " + c.Name + "; did you mean " + near[0] + "?"
	at := h.place(c.NamePlace)
	refusal := change.Refusal{
		Rule: "change/unknown-command", Level: lint.Error, Command: c.Name, Kind: "Organization", Identity: "Organization", Property: c.Name,
		Message: message, Binding: true, Location: at, Statement: h.place(c.Place),
	}
	if !c.Maybe {
		h.state.Refused = append(h.state.Refused, refusal)
	}
	return interp.Outcome{Refusal: &interp.Failure{Message: message, Type: "System.Management.Automation.CommandNotFoundException", Place: c.Place, Host: true}}
}

// servers are the nouns of cmdlets that answer with an object for each server.
var servers = set("exchangeserver transportservice transportserver frontendtransportservice mailboxtransportservice mailboxserver clientaccessserver clientaccessservice")

// ofServers answers with servers, of which names alone are known.
func (h *host) ofServers(c *interp.Call) interp.Outcome {
	r := &request{host: h, Call: c}
	wanted, unknown := r.loneArgument()
	if unknown != nil {
		return unknownAnswer(unknown.Reason)
	}
	var out interp.Outcome
	for _, name := range h.serverNames() {
		if wanted != "" && !matches(wanted, name) && shortName(wanted) != name {
			continue
		}
		o := interp.NewObject("Microsoft.Exchange.Data.Directory.Management.ExchangeServer", name)
		o.Props.Set("Name", interp.Value{Data: name})
		o.Props.Set("Identity", identityValue(name, "Server"))
		if full := h.state.Base.Names.Of(name); full != "" {
			o.Props.Set("Fqdn", interp.Value{Data: full})
		}
		o.Props.SetOpen(h.gap("the exports do not show that of the server " + name).Data.(*interp.Unknown))
		out.Values = append(out.Values, interp.Value{Data: o})
	}
	return out
}

// loneArgument returns what -Identity, the first value or the pipeline names.
func (r *request) loneArgument() (string, *interp.Unknown) {
	var v interp.Value
	for i, arg := range r.Arguments {
		named := i > 0 && arg.Name == "" && strings.HasPrefix("identity", strings.ToLower(r.Arguments[i-1].Name))
		if arg.Value != nil && (named && (i == 0 || r.Arguments[i-1].Value == nil) || i == 0 && arg.Name == "" || strings.EqualFold(arg.Name, "identity")) {
			v = *arg.Value
			break
		}
	}
	if v.Data == nil && len(r.Input) == 1 {
		v = r.Input[0]
	}
	if u := unknownIn(v); u != nil {
		return "", u
	}
	return identityText(v), nil
}

// onDrive reports whether a command is about the drive of certificates, or about certificates
// from the pipeline.
func (h *host) onDrive(c *interp.Call) bool {
	if actions[strings.ToLower(c.Name)] != nil {
		return false
	}
	if drivePath(c) != "" {
		return true
	}
	return isRemoval(c) && slices.ContainsFunc(c.Input, func(v interp.Value) bool { return certificateIn(v) != nil })
}

func isRemoval(c *interp.Call) bool { return strings.EqualFold(c.Name, "remove-item") }

// drivePath returns the path on the drive of certificates that a command names.
func drivePath(c *interp.Call) string {
	for _, arg := range c.Arguments {
		if arg.Value == nil {
			continue
		}
		if text := interp.Text(*arg.Value); strings.HasPrefix(strings.ToLower(text), "cert:") {
			return text
		}
	}
	return ""
}

func certificateIn(v interp.Value) *exchange.Object {
	o, ok := v.Data.(*interp.Object)
	if !ok {
		return nil
	}
	own, _ := o.Ref.(*exchange.Object)
	if own != nil && own.Kind.Name != certificateKind {
		return nil
	}
	return own
}

// drive carries out Get-ChildItem, Get-Item and Remove-Item on the certificates of the server on
// which the script runs. Removing there is not stopped by send connectors.
func (h *host) drive(c *interp.Call) interp.Outcome {
	r := &request{host: h, Call: c}
	var found []*exchange.Object
	if path := drivePath(c); path != "" {
		server := r.server()
		if server == "" {
			return interp.Outcome{NotFollowed: "the server whose certificates are meant is not known; name it with --change-server"}
		}
		parts := strings.Split(strings.Trim(strings.ReplaceAll(path[len("cert:"):], "/", `\`), `\`), `\`)
		for _, o := range h.certificates(server) {
			_, thumbprint, _ := strings.Cut(o.Identity, `\`)
			if len(parts) < 3 || matches(parts[2], thumbprint) {
				found = append(found, o)
			}
		}
		if len(parts) > 1 && !strings.EqualFold(parts[1], "my") {
			found = nil
		}
	}
	for _, v := range c.Input {
		if o := certificateIn(v); o != nil {
			found = append(found, o)
		}
	}
	if !isRemoval(c) {
		return r.all(found)
	}
	for _, o := range found {
		op := r.operation(change.Remove, certificateKind, o.Identity)
		op.Command, op.Force = "Remove-Item", true
		h.state.Apply(op)
	}
	return interp.Outcome{}
}
