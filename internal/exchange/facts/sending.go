package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// deriveSendConnector derives what concerns one send connector, on each of its source servers.
func (f *deriver) deriveSendConnector(c *sendConnector) {
	deriveDisabled(c.Object)
	property.Proxied.Set(c.Object, model.Certain(model.Is(property.FrontendProxyEnabled.Of(c.Object))))
	property.EdgeServers.Set(c.Object, model.Certain(f.edgeServers))
	c.tls = parseName(c.Object, f.seen)
	f.classifyRoute(c)
	s := &outbound{deriver: f, connector: c}
	if c.tls.WellFormed() {
		s.unresolved = property.SourceTransportServers.Missing(c.Object)
	}
	for _, server := range c.sources {
		s.resolveOn(server)
	}
	s.conclude()
	s.concludePresented()
	f.deriveFrontendProxy(c)
	f.deriveOutbound(c)
	f.renewSending(c)
}

// outbound gathers what a send connector's name finds on its source servers.
type outbound struct {
	*deriver
	presentedCertificates
	connector  *sendConnector
	without    []any              // servers that have no such certificate
	plain      model.Partial[any] // such certificates without SMTP
	defective  model.Partial[any] // such certificates that can't be used
	unresolved []model.Input      // what it would take to know all that the name finds
}

func (s *outbound) resolveOn(server string) {
	c := s.connector
	resolved := s.resolve(c.Object, c.tls, server)
	found, known := resolved.Get()
	if !known {
		s.unresolved = append(s.unresolved, resolved.Missing()...)
		return
	}
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.Identity)
		if !c.isDisabled() {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	switch {
	case len(found) > 0:
		s.judge(found)
		s.present(found)
	case c.tls.WellFormed():
		s.without = append(s.without, server)
	case c.tls.Form == "none" && !c.isDisabled():
		s.chooseOn(server)
	}
}

// judge notes whether one of a server's certificates can do the work: one that is enabled
// for SMTP but has expired leaves it to another, which must be enabled, too.
func (s *outbound) judge(found []*certificate) {
	enabled := forSMTP(found)
	idle := idleBeside(enabled.Found, found)
	switch {
	case len(enabled.Found) > 0 && idle == nil:
	case enabled.Missing != nil:
		s.plain.Lack(enabled.Missing...)
	case idle != nil:
		s.plain.Found = append(s.plain.Found, idle.shown)
	default:
		s.plain.Found = append(s.plain.Found, found[0].shown)
	}
	defects := defectsOf(found)
	if list, known := defects.Get(); known && allDefective(list) {
		s.defective.Found = append(s.defective.Found, list[0])
	}
	s.defective.Lack(defects.Missing()...)
}

// idleBeside returns a certificate that could do the work if it were enabled for SMTP, where
// none that is enabled can; nil for none.
func idleBeside(enabled, found []*certificate) *certificate {
	if slices.ContainsFunc(enabled, func(c *certificate) bool { return model.MayBe(c.sound()) }) {
		return nil
	}
	for _, c := range found {
		if model.Is(c.sound()) && !slices.Contains(enabled, c) {
			return c
		}
	}
	return nil
}

func allDefective(list []any) bool {
	return !slices.ContainsFunc(list, func(entry any) bool {
		return len(entry.(*schema.Entry).Value("defects").([]any)) == 0
	})
}

// conclude states what is certain: a fault on one server is a fault whatever is unknown of the
// others.
func (s *outbound) conclude() {
	o := s.connector.Object
	without := model.Partial[any]{Found: s.without, Missing: s.unresolved}
	property.SourcesWithoutCertificate.Set(o, without.Some())
	property.SourcesWithoutSMTP.Set(o, s.plain.Lacking(s.unresolved...).Some())
	property.SourcesWithDefects.Set(o, s.defective.Lacking(s.unresolved...).Some())
	near := []any{}
	if len(s.without) > 0 {
		near = s.near(s.connector.tls, model.Strings(s.without))
	}
	property.NearCertificates.Set(o, model.Certain(near))
}
