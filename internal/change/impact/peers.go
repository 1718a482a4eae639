package impact

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// forgotten reports settings of a connector that were those of its peers before, and are changed
// on it alone.
func (r *run) forgotten(p pair) {
	if p.before == nil || p.after == nil || p.kind != "ReceiveConnector" {
		return
	}
	peers := r.peersOf(p)
	for _, property := range p.after.Kind.Properties[:p.after.Kind.Exported] {
		if len(peers) == 0 || !comparable(property) || same(p.before, p.after, property.Name) {
			continue
		}
		var differs []string
		equal := true
		for _, peer := range peers {
			equal = equal && same(p.before, peer.before, property.Name)
			if !same(p.after, peer.after, property.Name) {
				differs = append(differs, peer.identity)
			}
		}
		if !equal || len(differs) == 0 || !isKnown(p.after, property.Name) || r.reported(p, peers, property.Name) {
			continue
		}
		r.tell("change/peer-forgotten", driftLevel(property.Name), p, property.Name, fmt.Sprintf("%s is changed here and not on %s", property.Name, strings.Join(differs, ", ")))
	}
}

// comparable reports whether a property should be alike on all servers.
func comparable(p schema.Property) bool {
	return p.Compared || p.Name == "TlsCertificateName" || p.Name == "TlsDomainCapabilities" || p.Name == "RemoteIPRanges" || p.Name == "AuthMechanism" || p.Name == "PermissionGroups" || p.Name == "TransportRole"
}

// peersOf returns the same connector on other servers.
func (r *run) peersOf(p pair) (peers []pair) {
	name := peerName(p.identity)
	for _, o := range r.before.Objects(p.kind) {
		if o.Identity != p.identity && peerName(o.Identity) == name {
			if after := r.after.Find(p.kind, o.Identity); after != nil {
				peers = append(peers, pair{p.kind, o.Identity, o, after, 0})
			}
		}
	}
	return peers
}

// peerName returns a connector's name with its server's name left out.
func peerName(identity string) string {
	server, name, _ := strings.Cut(strings.ToLower(identity), `\`)
	return strings.ReplaceAll(name, server, "\x00")
}

// same reports whether a property has one value in two connectors, the names of their servers
// aside. What is not known is like nothing.
func same(a, b *model.Object, property string) bool {
	left, known := a.Value(property)
	right, also := b.Value(property)
	return known && also && reflect.DeepEqual(general(a, left), general(b, right))
}

// general returns a value in which the server of the connector has no name, and lists have no order.
func general(o *model.Object, value any) any {
	server := strings.ToLower(text(o, "Server"))
	switch v := value.(type) {
	case string:
		if server != "" && strings.HasPrefix(strings.ToLower(v), server) {
			return "\x00" + strings.ToLower(v)[len(server):]
		}
	case []any:
		list := model.Strings(v)
		slices.Sort(list)
		return list
	}
	return value
}

// reported reports whether a rule about peers says at warning or above that a property differs.
func (r *run) reported(p pair, peers []pair, property string) bool {
	identities := []string{p.identity}
	for _, peer := range peers {
		identities = append(identities, peer.identity)
	}
	return slices.ContainsFunc(r.result.Findings, func(f lint.Finding) bool {
		return strings.HasPrefix(f.Rule.ID, "peer/") && f.Property == property && f.Level.AtLeast(lint.Warning) && slices.Contains(identities, f.Identity)
	})
}

// mild are properties whose drift is a note, as peer/setting-drift has it.
var mild = regexp.MustCompile(`^(Max|Message)|(Timeout|Interval|Delay)$|^(Banner|ProtocolLoggingLevel|SizeEnabled)$`)

func driftLevel(property string) lint.Level {
	switch {
	case slices.Contains([]string{"AuthMechanism", "Bindings", "Enabled", "PermissionGroups", "RequireTLS"}, property):
		return lint.Error
	case mild.MatchString(property):
		return lint.Note
	}
	return lint.Warning
}
