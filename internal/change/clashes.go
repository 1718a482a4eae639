package change

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// clash is a combination of settings that Exchange refuses.
type clash struct {
	rule       string
	properties []string // that are involved, the telling one first
	message    string
	unsure     bool // Exchange may refuse it
}

const authConflict = "receive/auth-mechanism-conflict"

// receiveClashes returns the combinations of a receive connector's settings that are refused.
func receiveClashes(s settings) (found []clash) {
	add := func(met bool, message string, properties ...string) {
		if met {
			found = append(found, clash{rule: authConflict, properties: properties, message: message})
		}
	}
	const auth = "AuthMechanism"
	add(s.has(auth, "BasicAuthRequireTLS") && (s.lacks(auth, "Tls") || s.lacks(auth, "BasicAuth")), "BasicAuthRequireTLS needs Tls and BasicAuth beside it", auth)
	add(s.yes("RequireTLS") && s.lacks(auth, "Tls"), "RequireTLS needs Tls in AuthMechanism", auth, "RequireTLS")
	add(s.yes("DomainSecureEnabled") && s.lacks(auth, "Tls"), "DomainSecureEnabled needs Tls in AuthMechanism", auth, "DomainSecureEnabled")
	add(s.isNot("ExtendedProtectionPolicy", "None") && s.no("RequireTLS"), "ExtendedProtectionPolicy needs RequireTLS", "ExtendedProtectionPolicy", "RequireTLS")
	add(s.yes("LiveCredentialEnabled") && s.lacks(auth, "BasicAuth"), "LiveCredentialEnabled needs BasicAuth in AuthMechanism", "LiveCredentialEnabled", auth)
	if s.has(auth, "ExternalAuthoritative") {
		add(hasLogon(s), "ExternalAuthoritative goes with Tls alone", auth)
		add(s.lacks("PermissionGroups", "ExchangeServers"), "ExternalAuthoritative needs ExchangeServers in PermissionGroups", "PermissionGroups", auth)
		add(s.yes("DomainSecureEnabled"), "DomainSecureEnabled does not go with ExternalAuthoritative", "DomainSecureEnabled", auth)
	}
	timeout, known := s.number("ConnectionTimeout")
	idle, also := s.number("ConnectionInactivityTimeout")
	add(known && also && timeout <= idle, "ConnectionTimeout must be longer than ConnectionInactivityTimeout", "ConnectionTimeout", "ConnectionInactivityTimeout")
	return append(found, unsureClashes(s)...)
}

func hasLogon(s settings) bool {
	list, _ := s.list("AuthMechanism")
	return slices.ContainsFunc(list, func(m string) bool { return m != "Tls" && m != "ExternalAuthoritative" })
}

// unsureClashes are refused by the code of Exchange 2013.
func unsureClashes(s settings) (found []clash) {
	add := func(met bool, message string, properties ...string) {
		if met {
			found = append(found, clash{rule: Refused, properties: properties, message: message, unsure: true})
		}
	}
	add(s.yes("BinaryMimeEnabled") && s.no("ChunkingEnabled"), "ChunkingEnabled can't be $false while BinaryMimeEnabled is $true", "ChunkingEnabled", "BinaryMimeEnabled")
	add(s.yes("AdvertiseClientSettings") && s.lacks("PermissionGroups", "ExchangeUsers"), "AdvertiseClientSettings needs ExchangeUsers in PermissionGroups", "AdvertiseClientSettings", "PermissionGroups")
	name, _ := s.text("Name")
	add(strings.Contains(name, `\`), "Name has a backslash", "Name")
	return found
}

// nameClash returns the clash of a receive connector's Fqdn with ExchangeServer authentication.
// fqdn is the server's full name, "" where it is not known.
func nameClash(s settings, edge bool, fqdn string) []clash {
	name, known := s.text("Fqdn")
	server, _ := s.text("Server")
	if edge || !known || name == "" || server == "" || !s.has("AuthMechanism", "ExchangeServer") || strings.EqualFold(name, server) {
		return nil
	}
	if fqdn != "" && strings.EqualFold(name, fqdn) || fqdn == "" && values.ShortServer(name) == values.ShortServer(server) {
		return nil
	}
	message := fmt.Sprintf("Fqdn is %s, but with ExchangeServer in AuthMechanism Exchange takes the name of the server %s alone", quote(name), server)
	return []clash{{rule: "receive/fqdn-conflicts-with-exchangeserver-auth", properties: []string{"Fqdn", "AuthMechanism"}, message: message}}
}

const sendConflict = "send/settings-refused-by-exchange"

// sendClashes returns the combinations of a send connector's settings that are refused.
func sendClashes(s settings) (found []clash) {
	add := func(met bool, message string, properties ...string) {
		if met {
			found = append(found, clash{rule: sendConflict, properties: properties, message: message})
		}
	}
	level := s.isNot("TlsAuthLevel", "")
	add(s.empty("AddressSpaces"), "AddressSpaces is empty", "AddressSpaces")
	add(s.empty("SourceTransportServers"), "SourceTransportServers is empty", "SourceTransportServers")
	add(s.no("DNSRoutingEnabled") && s.empty("SmartHosts"), "without DNS routing a smart host is needed", "DNSRoutingEnabled", "SmartHosts")
	add(s.yes("DNSRoutingEnabled") && s.filled("SmartHosts"), "SmartHosts need DNSRoutingEnabled $false", "SmartHosts", "DNSRoutingEnabled")
	add(s.yes("RequireTLS") && s.yes("IgnoreSTARTTLS"), "RequireTLS does not go with IgnoreSTARTTLS", "IgnoreSTARTTLS", "RequireTLS")
	add(level && s.no("RequireTLS"), "TlsAuthLevel needs RequireTLS", "TlsAuthLevel", "RequireTLS")
	add(level && s.yes("IgnoreSTARTTLS"), "TlsAuthLevel does not go with IgnoreSTARTTLS", "IgnoreSTARTTLS", "TlsAuthLevel")
	add(level && s.yes("DomainSecureEnabled"), "TlsAuthLevel does not go with DomainSecureEnabled", "TlsAuthLevel", "DomainSecureEnabled")
	add(s.isNot("TlsDomain", "") && s.isNot("TlsAuthLevel", "DomainValidation"), "TlsDomain needs TlsAuthLevel DomainValidation", "TlsDomain", "TlsAuthLevel")
	add(s.is("TlsAuthLevel", "DomainValidation") && s.is("TlsDomain", "") && s.filled("SmartHosts"), "DomainValidation of a smart host needs TlsDomain", "TlsDomain", "TlsAuthLevel", "SmartHosts")
	add(s.yes("DomainSecureEnabled") && s.no("DNSRoutingEnabled"), "DomainSecureEnabled needs DNS routing", "DomainSecureEnabled", "DNSRoutingEnabled")
	add(s.yes("DomainSecureEnabled") && s.yes("IgnoreSTARTTLS"), "DomainSecureEnabled does not go with IgnoreSTARTTLS", "IgnoreSTARTTLS", "DomainSecureEnabled")
	return found
}

// clashesOf returns the combinations of settings of an object that are refused.
func (s *State) clashesOf(o *model.Object) []clash {
	switch o.Kind.Name {
	case "ReceiveConnector":
		found := receiveClashes(settings{o})
		return append(found, nameClash(settings{o}, s.isEdge(o), s.fullName(o))...)
	case "SendConnector":
		return sendClashes(settings{o})
	}
	return nil
}

func (s *State) fullName(o *model.Object) string {
	server, _ := settings{o}.text("Server")
	return s.Base.Names.Of(server)
}

// isEdge reports whether a connector's server is an Edge Transport server: the facts of the
// exports tell it.
func (s *State) isEdge(o *model.Object) bool {
	if s.edges == nil {
		s.edges = map[string]bool{}
		for _, other := range s.Base.Objects("ReceiveConnector") {
			name, _ := settings{other}.text("Server")
			edge, _ := other.Value("edge")
			s.edges[name] = edge == true
		}
	}
	server, _ := settings{o}.text("Server")
	return s.edges[server]
}
