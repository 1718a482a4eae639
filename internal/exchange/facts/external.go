package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// deriveIntrinsic derives what a receive connector shows by itself.
func (f *deriver) deriveIntrinsic(c *receiveConnector, seen *settings) {
	deriveDisabled(c.Object)
	property.Legacy.Set(c.Object, model.Certain(c.Legacy))
	property.PlainRelay.Set(c.Object, model.Certain(values.MatchesAny(f.hints.PlainRelays, c.Identity)))
	c.tls = parseName(c.Object, seen)
	property.DomainCapabilities.Share(c.Object, f.capabilities(c, seen))
	c.deriveBindings(seen)
	c.deriveRanges(f.hints, seen)
	property.Edge.Set(c.Object, model.Certain(f.edges[c.server]))
	property.ServerFQDN.Share(c.Object, model.Certain(seen.Text(f.org.Names.Told[c.server])))
	property.External.Set(c.Object, f.external(c))
}

// relayPort is the port on which front ends accept mail from the back end for the
// outside: a FrontendTransport connector that listens on that port alone is internal.
const relayPort = int64(717)

// external tells connectors that face clients, partners and the Internet from those
// that servers use among themselves.
func (f *deriver) external(c *receiveConnector) model.Known[bool] {
	enabled := property.Enabled.Of(c.Object)
	if f.edges[c.server] {
		return enabled
	}
	outside := model.Map(property.Ports.Of(c.Object), func(ports []any) bool {
		return slices.ContainsFunc(ports, func(port any) bool { return port != relayPort })
	})
	return model.And(enabled, c.isFrontEnd(), outside)
}
