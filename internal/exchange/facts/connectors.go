package facts

import (
	"net/netip"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// receiveConnector is a receive connector with what is often asked of it.
type receiveConnector struct {
	*model.Object
	server, name string
	fullName     string // its server's; "" where no export shows it
	tls          *values.CertificateName
	group        *peerGroup
	reference    any              // the entry for it in the facts of its server, once it is needed
	bindings     []netip.AddrPort // those that can be read
	ranges       []remoteRange    // those that can be read
	unread       []string         // which of Bindings and RemoteIPRanges could not be read in full
}

func newReceiveConnector(o *model.Object) receiveConnector {
	return receiveConnector{Object: o, server: property.Server.Of(o).OrElse(""), name: property.Name.Of(o).OrElse("")}
}

// named returns the entry for the connector in the facts of its server.
func (c *receiveConnector) named() any {
	if c.reference == nil {
		c.reference = reference(c.Object)
	}
	return c.reference
}

// isDisabled reports whether the connector is known to be disabled.
func (c *receiveConnector) isDisabled() bool { return isDisabled(c.Object) }

// sendConnector is a send connector with what is often asked of it.
type sendConnector struct {
	*model.Object
	reference any      // the entry for it in the facts of servers
	sources   []string // its source servers, as far as they are known
	tls       *values.CertificateName
	spaces    []values.AddressSpace // what it routes
	isSource  map[string]bool       // its source servers, once they are looked up
}

func newSendConnector(o *model.Object) *sendConnector {
	sources := model.Strings(property.SourceTransportServers.Of(o).OrElse(nil))
	return &sendConnector{Object: o, reference: reference(o), sources: sources}
}

// isDisabled reports whether the connector is known to be disabled.
func (c *sendConnector) isDisabled() bool { return isDisabled(c.Object) }

func isDisabled(o *model.Object) bool { return !model.MayBe(property.Enabled.Of(o)) }

// deriveDisabled tells what is known to be disabled from everything else.
func deriveDisabled(o *model.Object) { property.Disabled.Set(o, model.Certain(isDisabled(o))) }

// isFrontEnd tells whether the connector is of the front-end transport service. Exchange 2010 and
// older have one service for all.
func (c *receiveConnector) isFrontEnd() model.Known[bool] {
	if c.Legacy {
		return model.Certain(true)
	}
	return model.Map(property.TransportRole.Of(c.Object), func(role string) bool { return role == "FrontendTransport" })
}
