package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// aboutSendConnector works out what concerns one send connector, on each of its
// source servers.
func (f *deriver) aboutSendConnector(c *sendConnector) {
	switchedOff(c.Object)
	c.Set("proxied", c.IsTrue("FrontendProxyEnabled"))
	c.Set("edge_servers", f.edgeServers)
	c.tls = takeNameApart(c.Object, f.seen)
	f.classifyRoute(c)
	s := &outbound{deriver: f, connector: c}
	if _, known := c.Value("SourceTransportServers"); !known && c.tls.WellFormed() {
		s.unresolved = c.Gap("SourceTransportServers").Missing
	}
	for _, server := range c.sources {
		s.resolveOn(server)
	}
	s.conclude()
	s.concludeShown()
	f.proxy(c)
	f.deriveOutbound(c)
	f.renewSending(c)
}

// sending gathers what a send connector's name finds on its source servers.
type outbound struct {
	*deriver
	presentedCertificates
	connector                    *sendConnector
	without                      []any // servers that have no such certificate
	plain                        []any // such certificates without SMTP
	defective                    []any // such certificates that can't be used
	unresolved, unserved, unsure []string
}

func (s *outbound) resolveOn(server string) {
	c := s.connector
	resolved := s.resolve(c.Object, c.tls, server)
	found, known := resolved.Get()
	if !known {
		s.unresolved = append(s.unresolved, names(resolved.Missing())...)
		return
	}
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.Identity)
		if !c.IsTrue("disabled") {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	if len(found) == 0 {
		if c.tls.WellFormed() {
			s.without = append(s.without, server)
		} else if c.tls.Form == "none" && !c.IsTrue("disabled") {
			s.chooseOn(server)
		}
		return
	}
	s.judge(found)
	s.show(found)
}

// judge notes whether one of a server's certificates can do the work: one that is enabled
// for SMTP but has expired leaves it to another, which must be enabled, too.
func (s *outbound) judge(found []*certificate) {
	smtp := forSMTP(found)
	enabled, missing := smtp.Found, names(smtp.Missing)
	idle := idleBeside(enabled, found)
	switch {
	case len(enabled) > 0 && idle == nil:
	case missing != nil:
		s.unserved = append(s.unserved, missing...)
	case idle != nil:
		s.plain = append(s.plain, idle.shown)
	default:
		s.plain = append(s.plain, found[0].shown)
	}
	defects := defectsOf(found)
	list, known := defects.Get()
	switch {
	case !known:
		s.unsure = append(s.unsure, names(defects.Missing())...)
	case allDefective(list):
		s.defective = append(s.defective, list[0])
	}
}

// idleBeside returns a certificate that could do the work if it were enabled for SMTP, where
// none that is can; nil for none.
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

// conclude states what is known for sure: one server's fault is a fault whatever is
// not known of the others.
func (s *outbound) conclude() {
	o := s.connector.Object
	const why = "what TlsCertificateName names on every source server is not known"
	o.SetListOrUnknown("sources_without_certificate", s.without, why, s.unresolved)
	o.SetListOrUnknown("sources_without_smtp", s.plain, why, slices.Concat(s.unresolved, s.unserved))
	o.SetListOrUnknown("sources_with_defects", s.defective, why, slices.Concat(s.unresolved, s.unsure))
	near := []any{}
	if len(s.without) > 0 {
		servers := make([]string, len(s.without))
		for i, server := range s.without {
			servers[i] = server.(string)
		}
		near = s.near(s.connector.tls, servers)
	}
	o.SetList("near_certificates", near)
}
