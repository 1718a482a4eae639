package facts

import (
	"net/netip"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// receiveConnector is a receive connector with what is often asked of it.
type receiveConnector struct {
	*model.Object
	server, name string
	fullName     string // its server's, "" where nothing shows it
	tls          *values.CertificateName
	group        *peerGroup
	reference    any              // what the facts of its server say of it, once somebody asks
	bindings     []netip.AddrPort // those that can be read
	ranges       []remoteRange    // those that can be read
	unread       []string         // which of Bindings and RemoteIPRanges could not be read in full
}

func newReceiveConnector(o *model.Object) receiveConnector {
	c := receiveConnector{Object: o}
	c.server, _ = o.Text("Server")
	c.name, _ = o.Text("Name")
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
	*model.Object
	reference   any      // what the facts of servers say of it
	sources     []string // its source servers, as far as they are known
	tls         *values.CertificateName
	spaces      []values.AddressSpace // what it routes
	spacesKnown bool
	isSource    map[string]bool // its source servers, once somebody asks
}

func newSendConnector(o *model.Object) *sendConnector {
	sources, _ := o.Strings("SourceTransportServers")
	return &sendConnector{Object: o, reference: reference(o), sources: sources}
}

// alone works out what a receive connector says by itself.
func (f *deriver) intrinsic(c *receiveConnector, seen *settings) {
	switchedOff(c.Object)
	c.Set("plain_relay", values.MatchesAny(f.hints.PlainRelays, c.Identity))
	c.tls = takeNameApart(c.Object, seen)
	f.grantCapabilities(c, seen)
	c.listens(seen)
	c.answers(f.hints, seen)
	c.Set("edge", f.edges[c.server])
	c.SetShared("server_fqdn", seen.Text(f.org.Names.Told[c.server]))
	f.deriveExternal(c)
}

// aboutReceiveConnector works out what a receive connector makes of the certificates of its
// server.
func (f *deriver) aboutReceiveConnector(c *receiveConnector) {
	f.resolveBound(c)
	f.selectPresented(c)
	f.offersStartTLS(c)
	f.renewReceiving(c)
	f.findPublicAlternative(c)
}

// settings remembers what values come to: connectors are set up alike. It is for one
// goroutine.
type settings struct {
	*model.Interner
	names        map[string]*takenName
	capabilities map[*model.Datum]*model.Datum
	bindings     map[*model.Datum]*parsedBindings
	ranges       map[*model.Datum]*parsedRanges
}

func newSettings() *settings {
	return &settings{model.NewInterner(), map[string]*takenName{}, map[*model.Datum]*model.Datum{}, map[*model.Datum]*parsedBindings{}, map[*model.Datum]*parsedRanges{}}
}

// number returns the number of a property's value.
func datumNumber(o *model.Object, property string) *model.Datum {
	i, ok := o.Kind.Index(property)
	if !ok {
		return nil
	}
	return o.Datum(i)
}

// switchedOff tells what is known to be disabled from all else.
func switchedOff(o *model.Object) {
	enabled, known := o.Bool("Enabled")
	o.Set("disabled", known && !enabled)
}

// takenName is a TlsCertificateName taken apart, and what facts say of it.
type takenName struct {
	values.CertificateName
	listed *model.Datum
}

func (s *settings) taken(text string) *takenName {
	known := s.names[text]
	if known == nil {
		name := values.ParseCertificateName(text)
		known = &takenName{name, model.DatumOf(name.Value())}
		s.names[text] = known
	}
	return known
}

func takeNameApart(o *model.Object, seen *settings) *values.CertificateName {
	text, known := o.Text("TlsCertificateName")
	if !known {
		o.SetUnknownLike("TlsCertificateName", "certificate_name")
		return &values.CertificateName{}
	}
	name := seen.taken(text)
	o.SetShared("certificate_name", name.listed)
	return &name.CertificateName
}

// relayPort is the port on which front ends take mail from the back end for the
// outside: a FrontendTransport connector that listens there alone faces inwards.
const relayPort = int64(717)

// faces tells connectors that face clients, partners and the Internet from those
// that servers use among themselves.
func (f *deriver) deriveExternal(c *receiveConnector) {
	enabled, enabledKnown := c.Bool("Enabled")
	role, roleKnown := c.Text("TransportRole")
	ports, portsKnown := c.Value("ports")
	outside := portsKnown && slices.ContainsFunc(ports.([]any), func(port any) bool { return port != relayPort })
	frontend := role == "FrontendTransport"
	switch {
	case enabledKnown && !enabled:
		c.Set("external", false)
	case f.edges[c.server]:
		c.SetOrUnknown("external", enabledKnown, true, "Enabled")
	case roleKnown && !frontend, portsKnown && !outside:
		c.Set("external", false)
	default:
		c.SetOrUnknown("external", enabledKnown && roleKnown && portsKnown, true, "Enabled", "TransportRole", "Bindings")
	}
}
