package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// presentedCertificates gathers what the certificates that a send connector presents show to the
// other side.
type presentedCertificates struct {
	chosen    []any              // by the name in EHLO, where TlsCertificateName is empty
	private   model.Partial[any] // not issued by a CA of the Internet
	uncovered model.Partial[any] // without the name in EHLO
	avoidable model.Partial[any] // self-signed, although a CA's is there
}

// present looks at the certificates of one server that the connector may present.
func (s *outbound) present(found []*certificate) {
	note(&s.private, found, model.All(found, (*certificate).private))
	if host := property.Fqdn.Of(s.connector.Object).OrElse(""); host != "" {
		note(&s.uncovered, found, model.All(found, func(c *certificate) model.Known[bool] { return c.lacks(values.LowerHost(host)) }))
	}
}

// note adds the first certificate of a server to a list if a condition holds for all of them.
func note(list *model.Partial[any], found []*certificate, all model.Known[bool]) {
	if model.Is(all) {
		list.Found = append(list.Found, found[0].shown)
	}
	list.Lack(all.Missing()...)
}

// private tells whether the certificate comes from an issuer that the Internet does not trust:
// it is self-signed, or its root was installed by hand or by the organization.
func (c *certificate) private() model.Known[bool] {
	root := property.RootCAType.Of(c.Object).OrElse("")
	return model.Or(model.Certain(root == "None" || privateRoot(root)), property.SelfSigned.Of(c.Object))
}

// privateRoot reports whether a root is trusted only here: installed by hand or by the
// organization. None may yet be a public one, whose certificate is missing.
func privateRoot(root string) bool {
	return root == "Registry" || root == "Enterprise" || root == "GroupPolicy"
}

// lacks tells whether a client that connects to a host would find another name in
// the certificate.
func (c *certificate) lacks(host string) model.Known[bool] {
	if slices.ContainsFunc(c.names, func(name string) bool { return values.CoversForClients(name, host) }) {
		return model.Certain(false)
	}
	return model.Map(property.Names.Of(c.Object), func([]any) bool { return true })
}

// chooseOn derives the certificate that a server chooses for the connector by the name that it
// gives in EHLO.
func (s *outbound) chooseOn(server string) {
	host := property.Fqdn.Of(s.connector.Object).OrElse("")
	if host == "" {
		host = s.org.Names.Of(server)
	}
	if host == "" {
		s.unchosen(model.MissingExport("the full name of " + server))
		return
	}
	found := s.lookUp(server, values.LowerHost(host))
	s.compareWithCA(server, found)
	selected := found.selected
	choice, known := selected.Get()
	if !known {
		s.unchosen(selected.Missing()...)
		return
	}
	identity, fit := "", false
	if c := choice.certificate; c != nil {
		c.uses = append(c.uses, use(s.connector.Object, "fqdn", choice.only))
		identity, fit = c.Identity, !model.Is(c.private()) && model.MayBe(c.sound())
		s.present([]*certificate{c})
	}
	s.chosen = append(s.chosen, schema.EntryOf(map[string]any{"Server": server, "identity": identity, "fit": fit}))
}

// aSelfSigned is a self-signed certificate that a server shows, or may show, with a CA's one that
// connectors could be bound to instead.
var aSelfSigned = schema.ShapeOf("Server", "ca", "identity", "may")

// compareWithCA notes the self-signed certificate that a server chooses although one of a CA is ready
// there, or may choose because it has the name itself that a CA's one covers by a wildcard.
func (s *outbound) compareWithCA(server string, found *lookup) {
	bindable := s.bindable(server)
	shown := model.Then(found.selected, func(choice selection) model.Known[[]any] { return selfSignedOf(found, choice.certificate) })
	entry := model.Both(bindable, shown, func(bindable *model.Datum, shown []any) any {
		ready := bindable.Value.([]any)
		if len(ready) == 0 || len(shown) == 0 {
			return nil
		}
		self := shown[0].(*schema.Entry).Value("identity")
		return aSelfSigned.Entry(server, ready[0], self, self != identityOf(found.selected.OrElse(selection{}).certificate))
	})
	if value, _ := entry.Get(); value != nil {
		s.avoidable.Found = append(s.avoidable.Found, value)
	}
	s.avoidable.Lack(entry.Missing()...)
}

// selfSignedOf lists the self-signed certificates that are, or may be, shown for a host name.
func selfSignedOf(found *lookup, chosen *certificate) model.Known[[]any] {
	if chosen != nil && model.Is(property.SelfSigned.Of(chosen.Object)) {
		return model.Certain([]any{chosen.shown})
	}
	return exactSelfSigned(model.Certain(found), chosen)
}

func identityOf(c *certificate) string {
	if c == nil {
		return ""
	}
	return c.Identity
}

// unchosen notes what it would take to know which certificate a server chooses.
func (s *outbound) unchosen(missing ...model.Input) {
	s.private.Lack(missing...)
	s.uncovered.Lack(missing...)
	s.avoidable.Lack(missing...)
}

// concludePresented states what is certain of the certificates that are presented.
func (s *outbound) concludePresented() {
	o := s.connector.Object
	s.unchosen(property.SourceTransportServers.Missing(o)...)
	s.unchosen(s.unresolved...)
	s.uncovered.Lack(property.Fqdn.Missing(o)...)
	property.ChosenCertificates.Set(o, model.Certain(s.chosen))
	property.PrivateCertificates.Set(o, s.private.Some())
	property.CertificatesWithoutFQDN.Set(o, s.uncovered.Some())
	property.AvoidableCertificates.Set(o, s.avoidable.Some())
}
