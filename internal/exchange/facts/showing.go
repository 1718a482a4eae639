package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// showing gathers what the certificates that a send connector shows tell the other side.
type presentedCertificates struct {
	chosen            []any // by the name in EHLO, where TlsCertificateName is empty
	private           []any // that no CA of the Internet issued
	uncovered         []any // that lack the name in EHLO
	unsigned, unnamed []string
}

// show looks at the certificates of one server that the connector may show.
func (s *outbound) show(found []*certificate) {
	private, missing := allOf(found, func(c *certificate) (bool, bool) { return c.private().Get() }, s.deriver, "self_signed")
	if private {
		s.private = append(s.private, found[0].shown)
	}
	s.unsigned = append(s.unsigned, missing...)
	host, known := s.connector.Text("Fqdn")
	if !known || host == "" {
		return
	}
	uncovered, missing := allOf(found, func(c *certificate) (bool, bool) { return c.lacks(values.LowerHost(host)).Get() }, s.deriver, "names")
	if uncovered {
		s.uncovered = append(s.uncovered, found[0].shown)
	}
	s.unnamed = append(s.unnamed, missing...)
}

// allOf reports whether something holds of all certificates, or what it would take to
// know that.
func allOf(certificates []*certificate, holds func(*certificate) (bool, bool), f *deriver, property string) (all bool, missing []string) {
	for _, c := range certificates {
		it, known := holds(c)
		if known && !it {
			return false, nil
		}
		if !known {
			missing = append(missing, f.missingOf(c.Object, property)...)
		}
	}
	return missing == nil, missing
}

// private reports whether the certificate comes from nobody whom the Internet trusts:
// it signed itself, or its root was installed by hand or by the organization.
func (c *certificate) private() model.Known[bool] {
	root := property.RootCAType.Of(c.Object).OrElse("")
	return model.Or(model.Certain(root == "None" || privateRoot(root)), property.SelfSigned.Of(c.Object))
}

// privateRoot reports whether a root is known here alone: installed by hand or by the
// organization. Where there is None it may yet be a public one, whose certificate is missing.
func privateRoot(root string) bool {
	return root == "Registry" || root == "Enterprise" || root == "GroupPolicy"
}

// lacks reports whether a client that connects to a host would find another name in
// the certificate.
func (c *certificate) lacks(host string) model.Known[bool] {
	if slices.ContainsFunc(c.names, func(name string) bool { return values.CoversForClients(name, host) }) {
		return model.Certain(false)
	}
	return model.Map(property.Names.Of(c.Object), func([]any) bool { return true })
}

// chooseOn works out the certificate that a server chooses for the connector by the
// name that it says EHLO with.
func (s *outbound) chooseOn(server string) {
	host, _ := s.connector.Text("Fqdn")
	if host == "" {
		host = s.org.Names.Of(server)
	}
	if host == "" {
		s.unchosen("the full name of " + server)
		return
	}
	choice := s.lookUp(server, values.LowerHost(host)).chosen
	if !choice.known {
		s.unchosen(choice.missing...)
		return
	}
	identity, fit := "", false
	if c := choice.certificate; c != nil {
		c.uses = append(c.uses, use(s.connector.Object, "fqdn", choice.only))
		identity, fit = c.Identity, !model.Is(c.private()) && model.MayBe(c.sound())
		s.show([]*certificate{c})
	}
	s.chosen = append(s.chosen, schema.EntryOf(map[string]any{"Server": server, "identity": identity, "fit": fit}))
}

// unchosen notes what it would take to know which certificate a server chooses.
func (s *outbound) unchosen(missing ...string) {
	s.unsigned = append(s.unsigned, missing...)
	s.unnamed = append(s.unnamed, missing...)
}

// concludeShown states what is known for sure of the certificates that are shown.
func (s *outbound) concludeShown() {
	o := s.connector.Object
	const why = "which certificates the connector shows is not known"
	if _, known := o.Value("SourceTransportServers"); !known {
		s.unchosen(o.Gap("SourceTransportServers").Missing...)
	}
	if _, known := o.Text("Fqdn"); !known {
		s.unnamed = append(s.unnamed, o.Gap("Fqdn").Missing...)
	}
	o.SetList("chosen_certificates", slices.Clone(s.chosen))
	o.SetListOrUnknown("private_certificates", s.private, why, slices.Concat(s.unresolved, s.unsigned))
	o.SetListOrUnknown("certificates_without_fqdn", s.uncovered, why, slices.Concat(s.unresolved, s.unnamed))
}
