package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// bindingNeed is what it would take to know who needs the certificates of a server.
type bindingNeed struct {
	naming, using []model.Input // which exports are missing, and what the exported connectors don't show
	demanding     []model.Input // the same, of who wants a certificate
}

// needFor looks for what is missing to tell which of a server's certificates no connector
// names, and which none uses.
func (f *deriver) needFor(server string) *bindingNeed {
	exports := slices.Clip(f.missingExports(server))
	n := &bindingNeed{naming: exports, using: exports, demanding: slices.Concat(exports, f.demands[server].missing)}
	for _, c := range f.connectors[server] {
		n.naming = append(n.naming, property.BoundCertificates.Missing(c.Object)...)
		if model.MayBe(property.External.Of(c.Object)) {
			n.using = append(n.using, model.Missing(c.Object, property.External, property.BoundCertificates, property.Presented)...)
		}
	}
	n.naming, n.using = model.Shorten(n.naming), model.Shorten(n.using)
	return n
}

// missingExports lists the exports without which nobody knows who needs a server's certificates.
func (f *deriver) missingExports(server string) (missing []model.Input) {
	if !f.listsConnectors(server) {
		missing = append(missing, f.connectorsOf(server))
	}
	if !f.org.Exported["SendConnector"] {
		missing = append(missing, model.MissingExport("send connectors"))
	}
	return append(missing, f.unresolved...)
}

// bindingDemand is what connectors require of the certificates of a server: to be bound by name.
type bindingDemand struct {
	by      []any         // those that name a certificate, or present a self-signed one to the outside
	missing []model.Input // some of what it would take to know all of them
	listed  *model.Datum  // by
}

// indexDemand finds the connectors that want a certificate that can be named.
func (f *deriver) indexDemand() {
	for _, c := range f.receive {
		if model.MayBe(property.External.Of(c.Object)) {
			f.noteDemand(c.server, c.Object, c.wantsName())
		}
	}
	for _, c := range f.send {
		if c.isDisabled() {
			continue
		}
		wants := model.Both(property.Enabled.Of(c.Object), property.CertificateName.Of(c.Object), func(bool, *schema.Entry) bool { return c.tls.Form != "none" })
		for _, server := range c.sources {
			f.noteDemand(server, c.Object, wants)
		}
	}
	for server, d := range f.demands {
		d.listed = model.DatumOf(d.by)
		f.demands[server] = d
	}
}

// wantsName tells whether an external receive connector names a certificate, or presents a
// self-signed one.
func (c *receiveConnector) wantsName() model.Known[bool] {
	missing := model.Missing(c.Object, property.External, property.CertificateName, property.Presented)
	return model.Given(c.tls.Form != "none" || c.presentsSelfSigned(), missing)
}

func (c *receiveConnector) presentsSelfSigned() bool {
	presented, known := property.Presented.Of(c.Object).Get()
	return known && presented.Value("self_signed") == true
}

func (f *deriver) noteDemand(server string, o *model.Object, wants model.Known[bool]) {
	d := f.demands[server]
	if model.Is(wants) {
		d.by = append(d.by, o.Identity)
	}
	if len(d.missing) < maxNear { // every certificate of the server will name them
		d.missing = append(d.missing, wants.Missing()...)
	}
	f.demands[server] = d
}

// deriveDemand states which connectors could be bound to the certificate, if it can be named.
func (f *deriver) deriveDemand(c *certificate, n *bindingNeed) {
	property.Nameable.Set(c.Object, model.Given(c.nameable(), c.missingName()))
	d := f.demands[c.server]
	wanted := model.Partial[any]{Found: d.by, Missing: n.demanding}.Some()
	property.WantedBy.Share(c.Object, model.Map(wanted, func([]any) *model.Datum {
		if d.listed == nil {
			return model.EmptyList
		}
		return d.listed
	}))
}
