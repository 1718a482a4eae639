package explain

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// listed is how many connectors are listed where a name fits several, at most.
const listed = 20

// Find returns the connector that a name stands for: its identity, its name, or the beginning or a part
// of one of these, in any case, as long as only one connector fits. With a server it is one of that
// server's. The error says what fits instead.
func Find(org *model.Organization, name, server string) (*model.Object, error) {
	var all []*model.Object
	for _, kind := range []string{"ReceiveConnector", "SendConnector"} {
		for _, o := range org.Objects(kind) {
			if server == "" || kind == "SendConnector" || strings.EqualFold(text(o, "Server"), server) {
				all = append(all, o)
			}
		}
	}
	for _, fits := range []func(text, name string) bool{strings.EqualFold, beginsWith, contains} {
		var found []*model.Object
		for _, o := range all {
			if fits(o.Identity, name) || fits(text(o, "Name"), name) {
				found = append(found, o)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return nil, fmt.Errorf("%q fits %d connectors; name one of %s", name, len(found), identities(found))
		}
	}
	return nil, fmt.Errorf("no connector %q in the exports; there are %s", name, identities(all))
}

func beginsWith(text, name string) bool {
	return len(text) >= len(name) && strings.EqualFold(text[:len(name)], name)
}

func contains(text, name string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(name))
}

func identities(objects []*model.Object) string {
	if len(objects) == 0 {
		return "none"
	}
	var names []string
	for _, o := range objects[:min(len(objects), listed)] {
		names = append(names, fmt.Sprintf("%q", o.Identity))
	}
	more := ""
	if len(objects) > listed {
		more = fmt.Sprintf(" and %d more", len(objects)-listed)
	}
	return strings.Join(names, ", ") + more
}
