package explain

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// Peer is the connector of the same purpose on another server, and in which properties it differs.
type Peer struct {
	Identity string
	Differs  []string
}

// decisive are compared beside the properties that the schema says are.
var decisive = []string{"RemoteIPRanges", "TlsCertificateName", "TlsDomainCapabilities"}

// peers returns the connectors of the same name on other servers, server names aside.
func peers(org *model.Organization, o *model.Object) (all []Peer) {
	for _, other := range org.Objects("ReceiveConnector") {
		if text(other, "Server") != text(o, "Server") && ownless(o, text(o, "Name")) == ownless(other, text(other, "Name")) {
			all = append(all, Peer{other.Identity, differences(o, other)})
		}
	}
	return all
}

// ownless returns a text in lower case, with a placeholder for the name of the connector's own server.
func ownless(o *model.Object, text_ string) string {
	server := strings.ToLower(text(o, "Server"))
	if server == "" {
		return strings.ToLower(text_)
	}
	return strings.ReplaceAll(strings.ToLower(text_), server, "{server}")
}

// differences lists the properties that are known of both and differ.
func differences(o, other *model.Object) []string {
	found := []string{}
	for _, p := range o.Kind.Properties[:o.Kind.Exported] {
		if !p.Compared && !slices.Contains(decisive, p.Name) {
			continue
		}
		a, known := o.Value(p.Name)
		b, also := other.Value(p.Name)
		if known && also && ownless(o, model.Display(a)) != ownless(other, model.Display(b)) {
			found = append(found, p.Name)
		}
	}
	return found
}
