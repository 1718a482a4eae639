package exchange

import (
	"slices"
	"strings"
)

// receiveConnector is a receive connector with what is often asked of it.
type receiveConnector struct {
	*Object
	server, name string
	tls          certificateName
	group        *peerGroup
}

func newReceiveConnector(o *Object) *receiveConnector {
	c := &receiveConnector{Object: o}
	c.server, _ = o.text("Server")
	c.name, _ = o.text("Name")
	return c
}

// sendConnector is a send connector with what is often asked of it.
type sendConnector struct {
	*Object
	sources []string // its source servers, as far as they are known
	tls     certificateName
}

func newSendConnector(o *Object) *sendConnector {
	sources, _ := o.texts("SourceTransportServers")
	return &sendConnector{Object: o, sources: sources}
}

// aboutReceiveConnector works out what concerns one receive connector.
func (f *facts) aboutReceiveConnector(c *receiveConnector) {
	c.switchedOff()
	c.tls = c.takeNameApart()
	c.listens()
	f.faces(c)
	f.bind(c)
	f.choose(c)
}

// switchedOff tells what is known to be disabled from all else.
func (o *Object) switchedOff() {
	enabled, known := o.yes("Enabled")
	o.set("disabled", known && !enabled)
}

func (o *Object) takeNameApart() certificateName {
	text, known := o.text("TlsCertificateName")
	if !known {
		gap := o.Gap("TlsCertificateName")
		o.miss("certificate_name", gap.Reason, gap.Missing)
		return certificateName{}
	}
	name := parseCertificateName(text)
	o.set("certificate_name", name.value())
	return name
}

// listens works out the ports, and whether the clients can be counted.
func (c *receiveConnector) listens() {
	if bindings, known := c.texts("Bindings"); known {
		ports := []any{}
		for _, binding := range bindings {
			if port, ok := portOf(binding); ok && !slices.Contains(ports, any(port)) {
				ports = append(ports, port)
			}
		}
		slices.SortFunc(ports, func(a, b any) int { return int(a.(int64) - b.(int64)) })
		c.set("ports", ports)
	} else {
		gap := c.Gap("Bindings")
		c.miss("ports", gap.Reason, gap.Missing)
	}
	wide, known := c.letsInMany()
	if !known {
		gap := c.Gap("RemoteIPRanges")
		c.miss("wide", "which clients it answers is not known: "+gap.Reason, []string{"RemoteIPRanges"})
		return
	}
	c.set("wide", wide)
}

func (c *receiveConnector) letsInMany() (wide, known bool) {
	ranges, known := c.texts("RemoteIPRanges")
	for _, text := range ranges {
		r, ok := parseRange(text)
		if ok && r.wide() {
			return true, true
		}
		known = known && ok
	}
	return false, known
}

// relayPort is the port on which front ends take mail from the back end for the
// outside: a FrontendTransport connector that listens there alone faces inwards.
const relayPort = int64(717)

// faces tells connectors that face clients, partners and the Internet from those
// that servers use among themselves.
func (f *facts) faces(c *receiveConnector) {
	enabled, enabledKnown := c.yes("Enabled")
	role, roleKnown := c.text("TransportRole")
	ports, portsKnown := c.Value("ports")
	outside := portsKnown && slices.ContainsFunc(ports.([]any), func(port any) bool { return port != relayPort })
	frontend := role == "FrontendTransport"
	switch {
	case enabledKnown && !enabled:
		c.set("external", false)
	case f.edges[c.server]:
		c.decide("external", enabledKnown, true, "Enabled")
	case roleKnown && !frontend, portsKnown && !outside:
		c.set("external", false)
	default:
		c.decide("external", enabledKnown && roleKnown && portsKnown, true, "Enabled", "TransportRole", "Bindings")
	}
}

// decide gives a fact its value where that is known, else says what it needs.
func (o *Object) decide(fact string, known bool, value any, needs ...string) {
	if known {
		o.set(fact, value)
		return
	}
	o.miss(fact, "it depends on what the export does not tell", lacking(o, needs...))
}

// The facts about the certificates that a receive connector's name finds.
var bindingFacts = []string{"bound_certificates", "bound_for_smtp", "bound_defects", "near_certificates"}

// bind finds the certificates that the connector's TlsCertificateName names on its
// server, and whether they can be used.
func (f *facts) bind(c *receiveConnector) {
	found, missing := f.resolve(c.Object, c.tls, c.server)
	if missing != nil {
		for _, fact := range bindingFacts {
			c.miss(fact, "which certificates TlsCertificateName names is not known", missing)
		}
		return
	}
	external, _ := c.yes("external")
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.Identity)
		if external {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	c.set("bound_certificates", values(found))
	c.boundForSMTP(f, found)
	c.boundDefects(f, found)
	near := []any{}
	if len(found) == 0 && c.tls.wellFormed() {
		near = f.near(c.tls, []string{c.server})
	}
	c.set("near_certificates", near)
}

func use(o *Object, by string, only bool) any {
	return map[string]any{"kind": o.Kind.Name, "identity": o.Identity, "by": by, "only": only}
}

// resolve finds the certificates of a server that a name names. missing says what
// would be needed to know; it is nil where the answer is known, if it is 'none'.
func (f *facts) resolve(o *Object, name certificateName, server string) (found []*certificate, missing []string) {
	if name.form == "" {
		return nil, o.Gap("certificate_name").Missing
	}
	if !name.wellFormed() {
		return nil, nil
	}
	key := certificateKey{server: server, subject: nameKey(name.subject)}
	if name.form == "full" {
		key.issuer = nameKey(name.issuer)
	}
	if found = f.named[key]; len(found) > 0 {
		return found, nil
	}
	if server == "" || len(f.certificates[server]) == 0 {
		return nil, []string{"certificates of " + orUnknown(server)}
	}
	for _, c := range f.certificates[server] {
		if c.subject == "" || c.issuer == "" {
			missing = append(missing, f.missingOf(c.Object, "Subject", "Issuer")...)
		}
	}
	return nil, missing
}

func (c *receiveConnector) boundForSMTP(f *facts, found []*certificate) {
	enabled, missing := forSMTP(f, found)
	if missing != nil {
		c.miss("bound_for_smtp", "whether the bound certificates are enabled for SMTP is not known", missing)
		return
	}
	c.set("bound_for_smtp", values(enabled))
}

// forSMTP returns those certificates that are enabled for SMTP.
func forSMTP(f *facts, certificates []*certificate) (enabled []*certificate, missing []string) {
	for _, c := range certificates {
		smtp, known := c.has("Services", "SMTP")
		if smtp {
			enabled = append(enabled, c)
		}
		if !known {
			missing = append(missing, f.missingOf(c.Object, "Services")...)
		}
	}
	return enabled, missing
}

// boundDefects lists what is wrong with each bound certificate. A sound one settles
// that the connector can do TLS, whatever is not known of the others.
func (c *receiveConnector) boundDefects(f *facts, found []*certificate) {
	list, missing := defectsOf(f, found)
	if missing != nil {
		c.miss("bound_defects", "whether the bound certificates can be used is not known", missing)
		return
	}
	c.set("bound_defects", list)
}

func defectsOf(f *facts, certificates []*certificate) (list []any, missing []string) {
	list = []any{}
	healthy := false
	for _, c := range certificates {
		defects, known := c.Value("defects")
		if !known {
			missing = append(missing, f.missingOf(c.Object, "defects")...)
			continue
		}
		healthy = healthy || len(defects.([]any)) == 0
		list = append(list, map[string]any{"identity": c.Identity, "defects": defects})
	}
	if healthy {
		missing = nil
	}
	return list, missing
}

// mostNear bounds how many near misses one finding explains.
const mostNear = 5

// near looks for certificates that a name misses by little: the same subject from
// another issuer, the same parts in another order, the same name on another server.
func (f *facts) near(name certificateName, servers []string) []any {
	issuer, subject := nameKey(name.issuer), nameKey(name.subject)
	order := unorderedKey(name.issuer) + "\x1e" + unorderedKey(name.subject)
	key := certificateKey{subject: subject}
	if name.form == "full" {
		key.issuer = issuer
	}
	near := []any{}
	add := func(certificates []*certificate, difference string, wanted func(*certificate) bool) {
		for _, c := range certificates {
			if len(near) < mostNear && wanted(c) {
				miss := c.value()
				miss["difference"] = difference
				near = append(near, miss)
			}
		}
	}
	local := func(c *certificate) bool { return slices.Contains(servers, c.server) }
	add(f.alike[subject], "issuer", func(c *certificate) bool { return local(c) && c.issuer != issuer })
	add(f.alike[order], "order", func(c *certificate) bool { return local(c) && !(c.issuer == issuer && c.subject == subject) })
	add(f.holders[key], "server", func(c *certificate) bool { return !local(c) && c.server != "" })
	return near
}

// aboutSendConnector works out what concerns one send connector, on each of its
// source servers.
func (f *facts) aboutSendConnector(c *sendConnector) {
	c.switchedOff()
	c.set("proxied", c.is("FrontendProxyEnabled"))
	c.tls = c.takeNameApart()
	s := &sending{facts: f, connector: c, without: []any{}, plain: []any{}, defective: []any{}}
	if _, known := c.Value("SourceTransportServers"); !known && c.tls.wellFormed() {
		s.unresolved = c.Gap("SourceTransportServers").Missing
	}
	for _, server := range c.sources {
		s.resolveOn(server)
	}
	s.conclude()
}

// sending gathers what a send connector's name finds on its source servers.
type sending struct {
	*facts
	connector                    *sendConnector
	without                      []any // servers that have no such certificate
	plain                        []any // such certificates without SMTP
	defective                    []any // such certificates that can't be used
	unresolved, unserved, unsure []string
}

func (s *sending) resolveOn(server string) {
	c := s.connector
	found, missing := s.resolve(c.Object, c.tls, server)
	if missing != nil {
		s.unresolved = append(s.unresolved, missing...)
		return
	}
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.Identity)
		if !c.is("disabled") {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	if len(found) == 0 {
		if c.tls.wellFormed() {
			s.without = append(s.without, server)
		} else if c.tls.form == "none" && !c.is("disabled") {
			s.chooseOn(server)
		}
		return
	}
	s.judge(found)
}

// judge notes whether one of a server's certificates can do the work.
func (s *sending) judge(found []*certificate) {
	enabled, missing := forSMTP(s.facts, found)
	switch {
	case len(enabled) > 0:
	case missing != nil:
		s.unserved = append(s.unserved, missing...)
	default:
		s.plain = append(s.plain, found[0].value())
	}
	list, missing := defectsOf(s.facts, found)
	switch {
	case missing != nil:
		s.unsure = append(s.unsure, missing...)
	case allDefective(list):
		s.defective = append(s.defective, list[0])
	}
}

func allDefective(list []any) bool {
	return !slices.ContainsFunc(list, func(entry any) bool {
		return len(entry.(map[string]any)["defects"].([]any)) == 0
	})
}

// chooseOn notes the certificate that a server would choose for the connector by the
// name that it says EHLO with.
func (s *sending) chooseOn(server string) {
	host, _ := s.connector.text("Fqdn")
	if host == "" {
		host = s.fqdns[server]
	}
	if host == "" {
		return
	}
	if choice := s.selectFor(server, host); choice.known && choice.certificate != nil {
		c := choice.certificate
		c.uses = append(c.uses, use(s.connector.Object, "fqdn", choice.only))
	}
}

// conclude states what is known for sure: one server's fault is a fault whatever is
// not known of the others.
func (s *sending) conclude() {
	o := s.connector.Object
	state := func(fact string, list []any, missing []string) {
		if len(list) == 0 && len(missing) > 0 {
			o.miss(fact, "what TlsCertificateName names on every source server is not known", missing)
			return
		}
		o.set(fact, list)
	}
	state("sources_without_certificate", s.without, s.unresolved)
	state("sources_without_smtp", s.plain, slices.Concat(s.unresolved, s.unserved))
	state("sources_with_defects", s.defective, slices.Concat(s.unresolved, s.unsure))
	near := []any{}
	if len(s.without) > 0 {
		servers := make([]string, len(s.without))
		for i, server := range s.without {
			servers[i] = server.(string)
		}
		near = s.near(s.connector.tls, servers)
	}
	o.set("near_certificates", near)
}

// lowerHost returns a host name as certificates are compared with it.
func lowerHost(name string) string { return strings.TrimSuffix(strings.ToLower(name), ".") }
