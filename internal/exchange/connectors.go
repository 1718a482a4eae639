package exchange

import (
	"net/netip"
	"slices"
)

// receiveConnector is a receive connector with what is often asked of it.
type receiveConnector struct {
	*Object
	server, name string
	fullName     string // its server's, "" where nothing shows it
	tls          *certificateName
	group        *peerGroup
	reference    any              // what the facts of its server say of it, once somebody asks
	bindings     []netip.AddrPort // those that can be read
	ranges       []clients        // those that can be read
	unread       []string         // which of Bindings and RemoteIPRanges could not be read in full
}

func newReceiveConnector(o *Object) receiveConnector {
	c := receiveConnector{Object: o}
	c.server, _ = o.text("Server")
	c.name, _ = o.text("Name")
	return c
}

// named is what the facts of its server say of the connector.
func (c *receiveConnector) named() any {
	if c.reference == nil {
		c.reference = reference(c.Object)
	}
	return c.reference
}

// sendConnector is a send connector with what is often asked of it.
type sendConnector struct {
	*Object
	reference   any      // what the facts of servers say of it
	sources     []string // its source servers, as far as they are known
	tls         *certificateName
	spaces      []space // what it routes
	spacesKnown bool
	isSource    map[string]bool // its source servers, once somebody asks
}

func newSendConnector(o *Object, aliases aliases) *sendConnector {
	sources, exported := o.texts("SourceTransportServers")
	for i, source := range sources {
		sources[i] = aliases.of(source)
	}
	if exported {
		o.set("SourceTransportServers", asList(sources))
	}
	return &sendConnector{Object: o, reference: reference(o), sources: sources}
}

// alone works out what a receive connector says by itself.
func (f *facts) alone(c *receiveConnector, seen *settings) {
	c.switchedOff()
	c.set("plain_relay", matchesAny(f.options.Known.PlainRelays, c.Identity))
	c.tls = c.takeNameApart(seen)
	f.grantCapabilities(c, seen)
	c.listens(seen)
	c.answers(f.options.Known, seen)
	c.set("edge", f.edges[c.server])
	c.share("server_fqdn", seen.text(f.names.told[c.server]))
	f.faces(c)
}

// aboutReceiveConnector works out what a receive connector makes of the certificates of its
// server.
func (f *facts) aboutReceiveConnector(c *receiveConnector) {
	f.bind(c)
	f.choose(c)
	f.offer(c)
	f.renewReceiving(c)
	f.rival(c)
}

// settings remembers what values come to: connectors are set up alike. It is for one
// goroutine.
type settings struct {
	*met
	names        map[string]*takenName
	capabilities map[number]number
	bindings     map[number]*listens
	ranges       map[number]*answers
}

func newSettings(data *table) *settings {
	return &settings{newMet(data), map[string]*takenName{}, map[number]number{}, map[number]*listens{}, map[number]*answers{}}
}

// number returns the number of a property's value.
func (o *Object) number(property string) number {
	i, ok := o.Kind.Index(property)
	if !ok {
		return notKnown
	}
	return o.values[i]
}

// switchedOff tells what is known to be disabled from all else.
func (o *Object) switchedOff() {
	enabled, known := o.yes("Enabled")
	o.set("disabled", known && !enabled)
}

// takenName is a TlsCertificateName taken apart, and what facts say of it.
type takenName struct {
	certificateName
	listed number
}

func (s *settings) taken(text string) *takenName {
	known := s.names[text]
	if known == nil {
		name := parseCertificateName(text)
		known = &takenName{name, s.add(name.value())}
		s.names[text] = known
	}
	return known
}

func (o *Object) takeNameApart(seen *settings) *certificateName {
	text, known := o.text("TlsCertificateName")
	if !known {
		o.missAs("TlsCertificateName", "certificate_name")
		return &certificateName{}
	}
	name := seen.taken(text)
	o.share("certificate_name", name.listed)
	return &name.certificateName
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
