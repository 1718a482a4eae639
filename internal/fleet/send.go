package fleet

import (
	"slices"
	"strings"
)

// The properties of Get-SendConnector, with what New-SendConnector gives them.
var sendTemplate = template(`
DNSRoutingEnabled: True
TlsDomain: $null
TlsAuthLevel: $null
ErrorPolicies: Default
SmartHosts:
Port: 25
ConnectionInactivityTimeOut: 00:10:00
ForceHELO: False
FrontendProxyEnabled: False
IgnoreSTARTTLS: False
CloudServicesMailEnabled: False
Fqdn: $null
TlsCertificateName: $null
RequireTLS: False
RequireOorg: False
Enabled: True
ProtocolLoggingLevel: Verbose
SmartHostAuthMechanism: None
AuthenticationCredential: $null
UseExternalDNSServersEnabled: False
DomainSecureEnabled: False
SourceIPAddress: 0.0.0.0
SmtpMaxMessagesPerConnection: 20
ConnectorType: Default
SmartHostsString:
CertificateSubject: $null
Region: NotSpecified
AddressSpaces:
ConnectedDomains:
IsScopedConnector: False
IsSmtpConnector: True
Comment:
SourceRoutingGroup: Exchange Routing Group (DWBGZMFD01QNBJR)
SourceTransportServers:
HomeMTA: Microsoft MTA
HomeMtaServerId:
MaxMessageSize: 35 MB (36,700,160 bytes)
AdminDisplayName:
ExchangeVersion: 0.1 (8.0.535.0)
Name:
DistinguishedName:
Identity:
Guid:
ObjectCategory: contoso.com/Configuration/Schema/ms-Exch-Routing-SMTP-Connector
ObjectClass:
WhenChanged: 2026-04-08T11:02:04Z
WhenCreated: 2026-04-08T11:02:04Z
WhenChangedUTC: 2026-04-08T11:02:04Z
WhenCreatedUTC: 2026-04-08T11:02:04Z
OrganizationId:
Id:
OriginatingServer: DC01.contoso.com
IsValid: True
ObjectState: Unchanged
`)

// The most servers that one connector sends from. Exchange takes more; people don't.
const mostSources = 4

// send makes the organization's send connectors: the one that the Hybrid Configuration
// Wizard makes, one to a partner, one to a fax gateway, and the way to the Internet, over
// Edge servers where there are some.
func (s Shape) send() []*Object {
	sources := Lines(s.names(mostSources)...)
	online := s.sendConnector("Outbound to Office 365", "smtp:contoso.mail.onmicrosoft.com;1", sources, []Property{
		{"TlsDomain", "mail.protection.outlook.com"}, {"TlsAuthLevel", "DomainValidation"}, {"RequireTLS", "True"},
		{"CloudServicesMailEnabled", "True"}, {"Fqdn", "mail.contoso.com"}, {"TlsCertificateName", bound}})
	partner := s.sendConnector("Partner Fabrikam", "SMTP:fabrikam.com;1", sources, []Property{
		{"DNSRoutingEnabled", "False"}, {"SmartHosts", "mx.fabrikam.com"}, {"SmartHostsString", "mx.fabrikam.com"}, {"RequireTLS", "True"},
		{"TlsAuthLevel", "CertificateValidation"}, {"Fqdn", "mail.contoso.com"}, {"TlsCertificateName", bound}})
	fax := s.sendConnector("Fax gateway", "SMTP:fax.contoso.com;1", sources, []Property{
		{"DNSRoutingEnabled", "False"}, {"SmartHosts", "fax01.contoso.com"}, {"SmartHostsString", "fax01.contoso.com"},
		{"Fqdn", "mail.contoso.com"}, {"TlsCertificateName", bound}})
	internet := []Property{{"Fqdn", "mail.contoso.com"}, {"TlsCertificateName", bound}}
	if s.Edges == 0 {
		return []*Object{online, partner, fax, s.sendConnector("Internet", "SMTP:*;1", sources, internet)}
	}
	edges := Lines(s.edgeNames()...)
	outbound := s.sendConnector("EdgeSync - Default-First-Site-Name to Internet", "smtp:*;100", edges, internet)
	inbound := s.sendConnector("EdgeSync - Inbound to Default-First-Site-Name", "smtp:--;100", edges, []Property{
		{"DNSRoutingEnabled", "False"}, {"SmartHosts", "--"}, {"SmartHostsString", "--"}, {"SmartHostAuthMechanism", "ExchangeServer"}})
	return []*Object{online, partner, fax, outbound, inbound}
}

func (s Shape) sendConnector(name, space, sources string, settings []Property) *Object {
	o := &Object{Kind: "SendConnector", Properties: slices.Clone(sendTemplate)}
	o.identify(name, name, inRouting, 0)
	first, _, _ := strings.Cut(sources, "\n")
	o.Set("AddressSpaces", space)
	o.Set("SourceTransportServers", sources)
	o.Set("HomeMtaServerId", first)
	o.Set("ObjectClass", Lines("top", "msExchConnector", "mailGateway", "msExchRoutingSMTPConnector"))
	for _, p := range settings {
		o.Set(p.Name, p.Text)
	}
	return o
}
