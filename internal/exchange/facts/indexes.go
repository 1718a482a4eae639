package facts

import (
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// listServers lists the servers that have connectors or certificates.
func (f *deriver) listServers() {
	for server := range f.connectors {
		f.store(server)
	}
	for server := range f.certificates {
		f.store(server)
	}
	f.servers = slices.Sorted(maps.Keys(f.stores))
}

// indexConnectors makes connectors findable by server, with what each says by itself.
func (f *deriver) indexConnectors() {
	for _, server := range f.hints.EdgeServers {
		f.edges[values.ShortServer(server)] = true
	}
	for _, o := range f.org.Objects("ReceiveConnector") {
		f.indexReceiveConnector(o)
	}
	for _, o := range f.org.Objects("SendConnector") {
		f.indexSendConnector(o)
	}
	model.Spread(len(f.receive), func(_, from, to int) {
		seen := newSettings()
		for _, c := range f.receive[from:to] {
			f.deriveIntrinsic(c, seen)
		}
	})
	for server, connectors := range f.connectors {
		f.hubs[server] = isHub(connectors)
	}
	f.edgeServers = f.showEdges()
}

func (f *deriver) indexReceiveConnector(o *model.Object) {
	c := newReceiveConnector(o)
	c.fullName = f.org.Names.Of(c.server)
	f.receive = append(f.receive, &c)
	f.connectors[c.server] = append(f.connectors[c.server], &c)
	if values.HasPrefixFold(c.name, "Default internal receive connector") {
		f.edges[c.server] = true
	}
}

// indexSendConnector notes the Edge servers that a connector shows: those that an Edge subscription
// makes have them as source servers. A server whose receive connectors were exported shows itself
// whether it is one.
func (f *deriver) indexSendConnector(o *model.Object) {
	c := newSendConnector(o)
	f.send = append(f.send, c)
	if !c.edgeSync() {
		return
	}
	for _, server := range c.sources {
		if len(f.connectors[server]) == 0 {
			f.edges[server] = true
		}
	}
}

// showEdges lists what shows that the organization has Edge Transport servers: their
// names, and the send connectors that an Edge subscription makes.
func (f *deriver) showEdges() []any {
	shown := values.AsList(slices.Sorted(maps.Keys(f.edges)))
	for _, c := range f.send {
		if c.edgeSync() {
			shown = append(shown, c.Identity)
		}
	}
	return shown
}
