package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
)

// getConnector answers Get-ReceiveConnector and Get-SendConnector.
func getConnector(kind string) action {
	return func(r *request) interp.Outcome {
		if v, ok := r.given("Server"); ok {
			if u := unknownIn(v); u != nil {
				return unknownAnswer(u.Reason)
			}
			return r.ofServer(kind, interp.Text(v))
		}
		identity, given, unknown := r.identityOf()
		switch {
		case unknown != nil:
			return unknownAnswer(unknown.Reason)
		case !given || identity == "":
			return r.all(r.state.Objects(kind))
		case kind == "ReceiveConnector" && !strings.Contains(identity, `\`) && r.server() == "":
			return unknownAnswer("the server of the connector " + identity + " is not known; name it with --change-server")
		}
		found := r.connectors(kind, identity, r.server())
		if len(found) == 0 && !hasWildcard(identity) {
			return r.notFound(kind, r.qualified(kind, identity))
		}
		return r.all(found)
	}
}

// qualified returns the identity of a connector with its server.
func (r *request) qualified(kind, identity string) string {
	if kind != "ReceiveConnector" {
		return identity
	}
	if server, name, ok := strings.Cut(identity, `\`); ok {
		return shortName(server) + `\` + name
	}
	return r.server() + `\` + identity
}

func (r *request) ofServer(kind, server string) interp.Outcome {
	if !r.knowsServer(server) {
		return r.notFound("Server", shortName(server))
	}
	var found []*exchange.Object
	for _, o := range r.state.Objects(kind) {
		if own, _, _ := strings.Cut(o.Identity, `\`); own == shortName(server) {
			found = append(found, o)
		}
	}
	return r.all(found)
}

func (r *request) all(objects []*exchange.Object) interp.Outcome {
	var out interp.Outcome
	for _, o := range objects {
		out.Values = append(out.Values, r.object(o))
	}
	return out
}

func unknownAnswer(reason string) interp.Outcome {
	return interp.Outcome{Values: []interp.Value{{Data: &interp.Unknown{Reason: reason}}}}
}

// notFound reports that the exports hold no object of a name.
func (r *request) notFound(kind, identity string) interp.Outcome {
	refusal := r.refusal(change.NotFound, "", r.state.Absent(kind, identity))
	refusal.Kind, refusal.Identity, refusal.Binding, refusal.Property = kind, identity, false, ""
	for _, name := range []string{"Identity", "Thumbprint", "Server"} {
		if v, ok := r.given(name); ok && v.From.End > 0 {
			refusal.Location = r.place(v.From)
			break
		}
	}
	f := r.refuse(refusal, "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException")
	return interp.Outcome{Errors: []interp.Failure{*f}}
}

// setConnector carries out Set-ReceiveConnector and Set-SendConnector.
func setConnector(noun string) action {
	return func(r *request) interp.Outcome {
		kind := kinds[noun]
		identity, failed := r.target(kind.Name)
		if failed != nil {
			return *failed
		}
		if reason := r.placeholders(); reason != "" {
			return interp.Outcome{NotFollowed: reason}
		}
		if r.state.Find(kind.Name, identity) == nil {
			return r.notFound(kind.Name, identity)
		}
		op := r.operation(change.Set, kind.Name, identity)
		var reason string
		op.Settings, op.Others, reason = r.settings(kind)
		return r.outcome(r.state.Apply(op), reason)
	}
}

// operation returns an operation of the command.
func (r *request) operation(verb change.Verb, kind, identity string) change.Operation {
	return change.Operation{Verb: verb, Command: r.name(), Kind: kind, Identity: identity, Place: r.place(r.Place), Maybe: r.Maybe}
}

// newConnector carries out New-ReceiveConnector and New-SendConnector.
func newConnector(noun string) action {
	return func(r *request) interp.Outcome {
		kind := kinds[noun]
		if reason := r.placeholders(); reason != "" {
			return interp.Outcome{NotFollowed: reason}
		}
		name, _ := r.given("Name")
		if u := unknownIn(name); u != nil {
			return interp.Outcome{NotFollowed: u.Reason}
		}
		identity := interp.Text(name)
		if noun == "receiveconnector" {
			server := r.serverOr()
			if server == "" {
				return interp.Outcome{NotFollowed: "the server of the new connector is not known; name it with --change-server"}
			}
			if !r.knowsServer(server) {
				return r.notFound("Server", server)
			}
			identity = server + `\` + identity
		}
		op := r.operation(change.New, kind.Name, identity)
		var reason string
		op.Settings, op.Others, reason = r.settings(kind)
		op.Settings = without(op.Settings, "Name")
		op.Usage = r.usage()
		out := r.outcome(r.state.Apply(op), reason)
		if made := r.state.Find(kind.Name, identity); made != nil && len(out.Errors) == 0 && out.Refusal == nil {
			out.Values = []interp.Value{r.object(made)}
		}
		return out
	}
}

func without(list []change.Setting, property string) []change.Setting {
	var kept []change.Setting
	for _, set := range list {
		if set.Property != property {
			kept = append(kept, set)
		}
	}
	return kept
}

// usage returns the usage type that is given; "" for none.
func (r *request) usage() string {
	for _, name := range []string{"Custom", "Internet", "Partner", "Internal", "Client"} {
		if r.is(name) {
			return name
		}
	}
	return r.text("Usage")
}

// removeConnector carries out Remove-ReceiveConnector and Remove-SendConnector.
func removeConnector(kind string) action {
	return func(r *request) interp.Outcome {
		identity, failed := r.target(kind)
		if failed != nil {
			return *failed
		}
		if r.state.Find(kind, identity) == nil {
			return r.notFound(kind, identity)
		}
		return r.outcome(r.state.Apply(r.operation(change.Remove, kind, identity)), "")
	}
}
