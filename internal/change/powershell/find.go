package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// server returns the server on which the command runs; "" where it is not known.
func (r *request) server() string { return shortName(r.Server) }

// serverOr returns -Server, else the server on which the command runs.
func (r *request) serverOr() string {
	if r.has("Server") {
		return shortName(r.text("Server"))
	}
	return r.server()
}

// identityOf returns what -Identity, or the pipeline, names; known is false where that can't be
// known, and then there is a reason.
func (r *request) identityOf() (text string, given bool, unknown *interp.Unknown) {
	v, given := r.given("Identity")
	if !given && r.item != nil {
		v, given = *r.item, true
	}
	if u := unknownIn(v); u != nil {
		return "", true, u
	}
	return identityText(v), given && v.Data != nil, nil
}

// serverNames are the servers that the exports know, in upper case.
func (h *host) serverNames() []string {
	var names []string
	for _, o := range h.state.Base.Objects("Server") {
		names = append(names, o.Identity)
	}
	return names
}

func (h *host) knowsServer(name string) bool {
	for _, known := range h.serverNames() {
		if known == shortName(name) {
			return true
		}
	}
	return false
}

// hasWildcard reports whether an identity is a pattern. Only the asterisk stands for something.
func hasWildcard(identity string) bool { return strings.Contains(identity, "*") }

// matches reports whether a name fits an identity.
func matches(pattern, name string) bool {
	if !hasWildcard(pattern) {
		return strings.EqualFold(pattern, name)
	}
	return values.Matches(strings.ReplaceAll(pattern, "?", "\x00"), name)
}

// connectors returns the connectors that an identity names.
func (h *host) connectors(kind, identity, server string) (found []*exchange.Object) {
	at, name, qualified := strings.Cut(identity, `\`)
	if kind == "SendConnector" {
		qualified, name = false, identity
	} else if !qualified {
		at, name = server, identity
	}
	for _, o := range h.state.Objects(kind) {
		own := o.Identity
		if kind == "ReceiveConnector" {
			theirs, rest, _ := strings.Cut(o.Identity, `\`)
			if own = rest; theirs != shortName(at) && !(hasWildcard(at) && matches(at, theirs)) {
				continue
			}
		}
		if matches(name, own) {
			found = append(found, o)
		}
	}
	return found
}

// target returns the connector that a Set- or Remove- acts on.
func (r *request) target(kind string) (identity string, outcome *interp.Outcome) {
	text, given, unknown := r.identityOf()
	switch {
	case unknown != nil:
		return "", &interp.Outcome{NotFollowed: unknown.Reason}
	case !given || text == "":
		f := r.refuse(r.refusal(change.Refused, "Identity", r.name()+": -Identity is $null or empty"), bindingException)
		return "", &interp.Outcome{Refusal: f}
	}
	if kind == "ReceiveConnector" && !strings.Contains(text, `\`) {
		if r.server() == "" {
			return "", &interp.Outcome{NotFollowed: "the server of the connector " + text + " is not known; name it with --change-server"}
		}
		text = r.server() + `\` + text
	}
	found := r.connectors(kind, text, r.server())
	switch len(found) {
	case 0:
		if kind == "ReceiveConnector" {
			server, name, _ := strings.Cut(text, `\`)
			text = shortName(server) + `\` + name
		}
		return text, nil
	case 1:
		return found[0].Identity, nil
	}
	f := r.refuse(r.refusal(change.Refused, "Identity", r.name()+": the identity "+text+" names several objects"), "")
	return "", &interp.Outcome{Errors: []interp.Failure{*f}}
}

// outcome returns what came of an operation.
func (r *request) outcome(refusals []change.Refusal, notFollowed string) interp.Outcome {
	var out interp.Outcome
	for _, refusal := range refusals {
		if refusal.Unsure {
			continue
		}
		f := interp.Failure{Message: refusal.Message, Type: "System.Management.Automation.RuntimeException", Place: r.Place, Host: true}
		if refusal.Binding {
			f.Type = bindingException
			out.Refusal = &f
			return out
		}
		out.Errors = append(out.Errors, f)
	}
	out.NotFollowed = notFollowed
	return out
}
