// Package explain answers questions about one connector: an organization with its facts comes in, and
// how Exchange treats the connector comes out.
package explain

import (
	"net/netip"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// Connector is how Exchange treats a connector.
type Connector struct {
	Object       *model.Object
	External     External
	Certificates []Certificate // one for each server that shows one
	EHLO         EHLO          // of a receive connector
	Answers      []Answer      // of a receive connector, for a client
	Peers        []Peer
	Findings     []*lint.Finding
}

// Of explains a connector of a result. The client is one whose connection is followed; without one it is
// the zero address.
func Of(r *lint.Result, o *model.Object, client netip.Addr) *Connector {
	c := &Connector{Object: o, External: externalOf(o)}
	if o.Kind.Name == "SendConnector" {
		c.Certificates = sent(r.Organization, o)
	} else {
		c.Certificates = []Certificate{received(r.Organization, o)}
		c.EHLO = ehloOf(o, c.External, c.Certificates[0])
		c.Answers = answers(r.Organization, o, client)
		c.Peers = peers(r.Organization, o)
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Kind == o.Kind.Name && f.Identity == o.Identity {
			c.Findings = append(c.Findings, f)
		}
	}
	return c
}
