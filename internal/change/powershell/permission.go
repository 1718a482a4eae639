package powershell

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/powershell/interp"
)

// changePermission carries out Add- and Remove-ADPermission on receive connectors. A right beyond
// those of the permission groups shows as Custom.
func changePermission(r *request) interp.Outcome {
	text, given, unknown := r.identityOf()
	switch {
	case unknown != nil:
		return interp.Outcome{NotFollowed: unknown.Reason}
	case !given || text == "":
		f := r.refuse(r.refusal(change.Refused, "Identity", r.name()+": -Identity is $null or empty"), bindingException)
		return interp.Outcome{Refusal: f}
	}
	if reason := r.placeholders(); reason != "" {
		return interp.Outcome{NotFollowed: reason}
	}
	found := r.connectors("ReceiveConnector", text, r.server())
	switch {
	case len(found) == 1:
		return r.permit(found[0].Identity)
	case len(r.connectors("SendConnector", text, "")) > 0 || strings.Contains(text, "="):
		return interp.Outcome{}
	case !strings.Contains(text, `\`) && r.server() == "":
		return interp.Outcome{NotFollowed: "the server of the connector " + text + " is not known; name it with --change-server"}
	}
	return r.notFound("ReceiveConnector", r.qualified("ReceiveConnector", text))
}

func (r *request) permit(identity string) interp.Outcome {
	rights, _ := r.given("ExtendedRights")
	user, _ := r.given("User")
	for _, v := range []interp.Value{rights, user} {
		if u := unknownIn(v); u != nil {
			return interp.Outcome{NotFollowed: u.Reason}
		}
	}
	list, _ := plainValue(rights)
	op := r.operation(change.Permission, "ReceiveConnector", identity)
	grant := change.Grant{User: interp.Text(user), Deny: r.is("Deny"), Removed: strings.HasPrefix(strings.ToLower(r.Name), "remove")}
	switch v := list.(type) {
	case string:
		grant.Rights = []string{v}
	case []string:
		grant.Rights = v
	}
	op.Grant = &grant
	return r.outcome(r.state.Apply(op), "")
}

// getPermission answers Get-ADPermission: no export of permissions is read.
func getPermission(r *request) interp.Outcome {
	return unknownAnswer("the exports do not show permissions")
}
