package fleet

import (
	"fmt"
	"slices"
	"strings"
)

// The properties of Get-ReceiveConnector of Exchange 2019, with what setup gives the
// connector Default Frontend.
var receiveTemplate = template(`
AuthMechanism: Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
Banner:
BinaryMimeEnabled: True
Bindings:
ChunkingEnabled: True
DefaultDomain: $null
DeliveryStatusNotificationEnabled: True
EightBitMimeEnabled: True
SmtpUtf8Enabled: True
BareLinefeedRejectionEnabled: False
DomainSecureEnabled: False
EnhancedStatusCodesEnabled: True
LongAddressesEnabled: False
OrarEnabled: False
SuppressXAnonymousTls: False
ProxyEnabled: False
AdvertiseClientSettings: False
Fqdn:
ServiceDiscoveryFqdn: $null
TlsCertificateName: $null
Comment:
Enabled: True
ConnectionTimeout: 00:10:00
ConnectionInactivityTimeout: 00:05:00
MessageRateLimit: Unlimited
MessageRateSource: IPAddress
MaxInboundConnection: 5000
MaxInboundConnectionPerSource: 20
MaxInboundConnectionPercentagePerSource: 2
MaxHeaderSize: 256 KB (262,144 bytes)
MaxHopCount: 60
MaxLocalHopCount: 5
MaxLogonFailures: 3
MaxMessageSize: 36 MB (37,748,736 bytes)
MaxProtocolErrors: 5
MaxRecipientsPerMessage: 200
PermissionGroups: AnonymousUsers, ExchangeServers, ExchangeLegacyServers
PipeliningEnabled: True
ProtocolLoggingLevel: None
RemoteIPRanges:
RequireEHLODomain: False
RequireTLS: False
EnableAuthGSSAPI: False
ExtendedProtectionPolicy: None
LiveCredentialEnabled: False
TlsDomainCapabilities:
Server:
TransportRole: FrontendTransport
RejectReservedTopLevelRecipientDomains: False
RejectReservedSecondLevelRecipientDomains: False
RejectSingleLabelRecipientDomains: False
AcceptConsumerMail: False
SizeEnabled: Enabled
TarpitInterval: 00:00:05
AuthTarpitInterval: 00:00:05
MaxAcknowledgementDelay: 00:00:30
AdminDisplayName:
ExchangeVersion: 0.1 (8.0.535.0)
Name:
DistinguishedName:
Identity:
Guid:
ObjectCategory: contoso.com/Configuration/Schema/ms-Exch-Smtp-Receive-Connector
ObjectClass: top
WhenChanged: 2026-03-23T17:48:26Z
WhenCreated: 2025-08-06T14:14:17Z
WhenChangedUTC: 2026-03-23T17:48:26Z
WhenCreatedUTC: 2025-08-06T14:14:17Z
OrganizationId:
Id:
OriginatingServer: DC01.contoso.com
IsValid: True
ObjectState: Unchanged
`)

// listener is how one of a server's receive connectors differs from the template. A name
// that ends in a blank takes the server's behind it.
type listener struct {
	name     string
	port     int
	ranges   []string // nil for everybody
	settings []Property
}

var everybody = []string{"::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "0.0.0.0-255.255.255.255"}

// The five connectors that setup makes on a Mailbox server.
var defaults = []listener{
	{"Default ", 2525, nil, []Property{{"TransportRole", "HubTransport"}, {"PermissionGroups", "ExchangeUsers, ExchangeServers, ExchangeLegacyServers"},
		{"MaxInboundConnectionPerSource", "Unlimited"}, {"MaxInboundConnectionPercentagePerSource", "100"}, {"MaxRecipientsPerMessage", "5000"}, {"SizeEnabled", "EnabledWithoutValue"}}},
	{"Client Proxy ", 465, nil, []Property{{"TransportRole", "HubTransport"}, {"PermissionGroups", "ExchangeUsers, ExchangeServers"},
		{"MessageRateLimit", "5"}, {"MessageRateSource", "User"}, {"EnableAuthGSSAPI", "True"}}},
	{"Default Frontend ", 25, nil, []Property{{"DomainSecureEnabled", "True"}, {"ProtocolLoggingLevel", "Verbose"},
		{"TlsCertificateName", bound}, {"TlsDomainCapabilities", "mail.protection.outlook.com:AcceptCloudServicesMail"}}},
	{"Outbound Proxy Frontend ", 717, nil, []Property{{"PermissionGroups", "ExchangeServers"}, {"DomainSecureEnabled", "True"}, {"ProtocolLoggingLevel", "Verbose"}, {"TarpitInterval", "00:00:00"}}},
	{"Client Frontend ", 587, nil, []Property{{"AuthMechanism", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS"}, {"PermissionGroups", "ExchangeUsers"},
		{"MessageRateLimit", "5"}, {"MessageRateSource", "User"}, {"EnableAuthGSSAPI", "True"}, {"TlsCertificateName", bound}, {"ProtocolLoggingLevel", "Verbose"}}},
}

// The connectors that administrators add: for devices and applications that may only write
// to the organization, for hosts whose mail is taken as if it came from Exchange, and for
// a partner.
var relays = []listener{
	{"Scanners", 25, []string{"10.20.1.0/24", "10.20.2.0/24"}, relay("Tls", "AnonymousUsers")},
	{"Applications", 25, []string{"10.30.0.10-10.30.0.19", "10.30.0.25", "10.30.0.26", "10.30.0.31", "10.30.0.32"}, relay("Tls", "AnonymousUsers")},
	{"Authenticated applications", 25, []string{"10.30.1.0/24"}, relay("Tls, BasicAuth, BasicAuthRequireTLS", "ExchangeUsers")},
	{"Partner Fabrikam", 25, []string{"203.0.113.16/28"}, append(relay("Tls", "AnonymousUsers"), Property{"RequireTLS", "True"})},
}

func relay(mechanisms, permissions string) []Property {
	return []Property{{"AuthMechanism", mechanisms}, {"PermissionGroups", permissions}, {"TlsCertificateName", bound}, {"ProtocolLoggingLevel", "Verbose"}}
}

// The one that setup makes on an Edge server. TransportRole says nothing there.
var edgeDefault = listener{"Default internal receive connector ", 25, nil, []Property{
	{"TransportRole", "HubTransport"}, {"AuthMechanism", "Tls, ExchangeServer"}, {"PermissionGroups", "AnonymousUsers, ExchangeServers, Partners"},
	{"TlsCertificateName", bound}, {"ProtocolLoggingLevel", "Verbose"}}}

// receive makes the server's receive connectors.
func (v server) receive() []*Object {
	listeners := slices.Concat(defaults, relays)
	if v.edge {
		listeners = []listener{edgeDefault}
	}
	var objects []*Object
	for _, l := range listeners {
		objects = append(objects, v.connector(l))
	}
	return objects
}

func (v server) connector(l listener) *Object {
	o := &Object{Kind: "ReceiveConnector", Server: v.name, Properties: slices.Clone(receiveTemplate)}
	name := l.name
	if strings.HasSuffix(name, " ") {
		name += v.name
	}
	o.identify(name, v.name+`\`+name, "CN=SMTP Receive Connectors,CN=Protocols,"+inServer(v.name), v.index)
	ranges := l.ranges
	if ranges == nil {
		ranges = everybody
	}
	o.Set("Server", v.name)
	o.Set("Fqdn", v.fqdn())
	o.Set("Bindings", Lines(fmt.Sprintf("[::]:%d", l.port), fmt.Sprintf("0.0.0.0:%d", l.port)))
	o.Set("RemoteIPRanges", Lines(ranges...))
	o.Set("ObjectClass", Lines("top", "msExchSmtpReceiveConnector"))
	for _, p := range l.settings {
		o.Set(p.Name, p.Text)
	}
	return o
}
