package facts

import (
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// indexFrontends lists the servers whose front ends mail may leave through: those with
// an enabled FrontendTransport connector and certificates that are all known by name.
func (f *deriver) indexFrontends() {
	for _, server := range slices.Sorted(maps.Keys(f.connectors)) {
		if server == "" || f.edges[server] || !slices.ContainsFunc(f.connectors[server], (*receiveConnector).atFrontend) {
			continue
		}
		missing := names(f.unlisted(server))
		f.unlistedFrontends = append(f.unlistedFrontends, missing...)
		if missing == nil {
			f.frontends = append(f.frontends, server)
		}
	}
	f.unlistedFrontends = limitMissing(f.unlistedFrontends)
}

func (c *receiveConnector) atFrontend() bool {
	role, _ := c.Text("TransportRole")
	return role == "FrontendTransport" && !c.IsTrue("disabled")
}

// proxy lists front ends that lack the certificate of a connector whose mail leaves
// through them. They are looked for no further than a message needs.
func (f *deriver) proxy(c *sendConnector) {
	if c.tls.Form == "" {
		c.SetUnknownLike("certificate_name", "frontends_without_certificate")
		return
	}
	if !c.IsTrue("proxied") || !c.tls.WellFormed() {
		c.SetShared("frontends_without_certificate", model.EmptyList)
		return
	}
	lacking := f.lacking(c.tls)
	missing := f.unlistedFrontends
	if !f.org.Exported["ReceiveConnector"] {
		missing = []string{"receive connectors"}
	}
	c.SetListOrUnknown("frontends_without_certificate", lacking, "which certificates the front ends have is not known", missing)
}

// lacking returns the first front ends that have no certificate of a name.
func (f *deriver) lacking(name *values.CertificateName) (lacking []any) {
	key := key(name, "")
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
		if len(lacking) > MaxNear {
			break
		}
	}
	f.lackers[key] = lacking
	return lacking
}
