package exchange

import (
	"maps"
	"slices"
)

// indexFrontends lists the servers whose front ends mail may leave through: those with
// an enabled FrontendTransport connector and certificates that are all known by name.
func (f *facts) indexFrontends() {
	for _, server := range slices.Sorted(maps.Keys(f.connectors)) {
		if server == "" || f.edges[server] || !slices.ContainsFunc(f.connectors[server], (*receiveConnector).atFrontend) {
			continue
		}
		missing := f.unlisted(server)
		f.unlistedFrontends = append(f.unlistedFrontends, missing...)
		if missing == nil {
			f.frontends = append(f.frontends, server)
		}
	}
	f.unlistedFrontends = someOf(f.unlistedFrontends)
}

func (c *receiveConnector) atFrontend() bool {
	role, _ := c.text("TransportRole")
	return role == "FrontendTransport" && !c.is("disabled")
}

// proxy lists front ends that lack the certificate of a connector whose mail leaves
// through them. They are looked for no further than a message needs.
func (f *facts) proxy(c *sendConnector) {
	if c.tls.form == "" {
		c.missAs("certificate_name", "frontends_without_certificate")
		return
	}
	if !c.is("proxied") || !c.tls.wellFormed() {
		c.share("frontends_without_certificate", noValues)
		return
	}
	lacking := f.lacking(c.tls)
	missing := f.unlistedFrontends
	if !f.exported["ReceiveConnector"] {
		missing = []string{"receive connectors"}
	}
	c.state("frontends_without_certificate", lacking, "which certificates the front ends have is not known", missing)
}

// lacking returns the first front ends that have no certificate of a name.
func (f *facts) lacking(name *certificateName) (lacking []any) {
	key := name.key("")
	if known, ok := f.lackers[key]; ok {
		return known
	}
	holds := map[string]bool{}
	for _, c := range f.holders[key] {
		holds[c.server] = true
	}
	for _, server := range f.frontends {
		if !holds[server] {
			lacking = append(lacking, server)
		}
		if len(lacking) > mostNear {
			break
		}
	}
	f.lackers[key] = lacking
	return lacking
}
