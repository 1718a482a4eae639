package change

import (
	"fmt"
	"maps"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// create makes a new connector, with the defaults of its usage type.
func (s *State) create(op Operation) []Refusal {
	if op.Maybe {
		return nil
	}
	if s.Find(op.Kind, op.Identity) != nil {
		return []Refusal{op.refusal(Refused, "Name", fmt.Sprintf("there is a %s %s already", op.Kind, quote(op.Identity)))}
	}
	blank := model.NewObject(schema.Lookup(op.Kind), op.Identity, s.defaults(op))
	draft, refusals := s.drafted(op, blank)
	if len(refusals) > 0 {
		return refusals
	}
	if refusals = s.check(op, nil, draft); certain(refusals) {
		return refusals
	}
	s.commit(Step{Operation: op, Effects: effectsOf(op, nil, draft), New: draft})
	return refusals
}

// defaults are the properties of a new connector that the operation does not set.
func (s *State) defaults(op Operation) map[string]any {
	if op.Kind == "SendConnector" {
		return s.sendDefaults(op)
	}
	server, name, _ := strings.Cut(op.Identity, `\`)
	all := maps.Clone(newReceive)
	maps.Copy(all, usages[strings.ToLower(op.Usage)])
	all["Server"], all["Name"], all["Fqdn"] = server, name, server
	if full := s.Base.Names.Of(server); full != "" {
		all["Fqdn"] = full
	}
	if s.isEdge(model.NewObject(schema.Lookup(op.Kind), op.Identity, all)) {
		maps.Copy(all, map[string]any{"ConnectionTimeout": int64(300), "ConnectionInactivityTimeout": int64(60), "MessageRateLimit": int64(600)})
		delete(all, "TransportRole")
	}
	return all
}

func (s *State) sendDefaults(op Operation) map[string]any {
	all := maps.Clone(newSend)
	all["Name"] = op.Identity
	if hosts := op.setting("SmartHosts"); hosts != nil && op.setting("DNSRoutingEnabled") == nil {
		all["DNSRoutingEnabled"] = len(texts(hosts.Value)) == 0
	}
	if strings.EqualFold(op.Usage, "Partner") {
		all["DomainSecureEnabled"] = true
	}
	return all
}

// usages are the defaults of the usage types of New-ReceiveConnector. Where none is given, Exchange
// takes the set Custom without its defaults.
var usages = map[string]map[string]any{
	"":         {"AuthMechanism": []any{"Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"}, "PermissionGroups": []any{"ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers"}},
	"custom":   {"AuthMechanism": []any{"Tls"}, "PermissionGroups": []any{}},
	"client":   {"AuthMechanism": []any{"Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS"}, "PermissionGroups": []any{"ExchangeUsers"}, "Bindings": []any{"0.0.0.0:587"}},
	"internal": {"AuthMechanism": []any{"Tls", "ExchangeServer"}, "PermissionGroups": []any{"ExchangeServers", "ExchangeLegacyServers"}, "Bindings": []any{"0.0.0.0:25"}, "SizeEnabled": "EnabledWithoutValue", "MaxInboundConnectionPercentagePerSource": int64(100)},
	"internet": {"AuthMechanism": []any{"Tls"}, "PermissionGroups": []any{"AnonymousUsers"}, "RemoteIPRanges": []any{"0.0.0.0-255.255.255.255"}},
	"partner":  {"AuthMechanism": []any{"Tls"}, "PermissionGroups": []any{"Partners"}, "DomainSecureEnabled": true},
}

// newReceive are the defaults of New-ReceiveConnector on a Mailbox server, as documented.
var newReceive = map[string]any{
	"Enabled": true, "TransportRole": "HubTransport", "Banner": "", "Comment": "", "DefaultDomain": "", "TlsCertificateName": "", "ServiceDiscoveryFqdn": "",
	"Bindings": []any{}, "RemoteIPRanges": []any{}, "TlsDomainCapabilities": []any{}, "RequireTLS": false, "DomainSecureEnabled": false,
	"BinaryMimeEnabled": true, "ChunkingEnabled": true, "DeliveryStatusNotificationEnabled": true, "EightBitMimeEnabled": true, "EnhancedStatusCodesEnabled": true,
	"PipeliningEnabled": true, "SmtpUtf8Enabled": false, "BareLinefeedRejectionEnabled": false, "LongAddressesEnabled": false, "OrarEnabled": false,
	"SuppressXAnonymousTls": false, "ProxyEnabled": false, "AdvertiseClientSettings": false, "RequireEHLODomain": false, "EnableAuthGSSAPI": false,
	"ExtendedProtectionPolicy": "None", "LiveCredentialEnabled": false, "ProtocolLoggingLevel": "None", "SizeEnabled": "Enabled", "AcceptConsumerMail": false,
	"RejectReservedTopLevelRecipientDomains": false, "RejectReservedSecondLevelRecipientDomains": false, "RejectSingleLabelRecipientDomains": false,
	"ConnectionTimeout": int64(600), "ConnectionInactivityTimeout": int64(300), "TarpitInterval": int64(5), "AuthTarpitInterval": int64(5), "MaxAcknowledgementDelay": int64(30),
	"MessageRateLimit": "Unlimited", "MessageRateSource": "IPAddress", "MaxInboundConnection": int64(5000), "MaxInboundConnectionPerSource": int64(20),
	"MaxInboundConnectionPercentagePerSource": int64(2), "MaxHeaderSize": int64(256 << 10), "MaxHopCount": int64(60), "MaxLocalHopCount": int64(8), "MaxLogonFailures": int64(3),
	"MaxMessageSize": int64(36 << 20), "MaxProtocolErrors": int64(5), "MaxRecipientsPerMessage": int64(200),
}

// newSend are the defaults of New-SendConnector, as documented.
var newSend = map[string]any{
	"Enabled": true, "AddressSpaces": []any{}, "SmartHosts": []any{}, "DNSRoutingEnabled": true, "Port": int64(25), "Fqdn": "", "TlsCertificateName": "",
	"RequireTLS": false, "TlsAuthLevel": "", "TlsDomain": "", "CloudServicesMailEnabled": false, "IgnoreSTARTTLS": false, "DomainSecureEnabled": false,
	"ForceHELO": false, "FrontendProxyEnabled": false, "SmartHostAuthMechanism": "None", "ProtocolLoggingLevel": "None", "UseExternalDNSServersEnabled": false,
	"SourceIPAddress": "0.0.0.0", "ConnectionInactivityTimeOut": int64(600), "SmtpMaxMessagesPerConnection": int64(20), "MaxMessageSize": int64(35 << 20),
	"IsScopedConnector": false, "Comment": "",
}

// importCertificate puts a certificate into the store of a server.
func (s *State) importCertificate(op Operation) []Refusal {
	if op.Maybe {
		return nil
	}
	if s.Find(op.Kind, op.Identity) != nil {
		return []Refusal{op.refusal(Refused, "", fmt.Sprintf("%s is there already", op.Identity))}
	}
	imported := Imported(op.Object, op.Identity)
	for _, set := range op.Settings {
		imported, _ = s.withSetting(op, imported, set)
	}
	s.commit(Step{Operation: op, Effects: effectsOf(op, nil, imported), New: imported})
	return nil
}

// Imported returns a certificate as it is in another store: with its key, and without services.
func Imported(certificate *model.Object, identity string) *model.Object {
	all := map[string]any{}
	for _, p := range certificate.Kind.Properties[:certificate.Kind.Exported] {
		if value, known := certificate.Value(p.Name); known {
			all[p.Name] = value
		}
	}
	server, _, _ := strings.Cut(identity, `\`)
	all["Server"], all["Services"], all["HasPrivateKey"] = server, []any{}, true
	return model.NewObject(certificate.Kind, identity, all)
}

// remove takes an object away. A certificate that a send connector names stays.
func (s *State) remove(op Operation, old *model.Object) []Refusal {
	if op.Kind == "ExchangeCertificate" && !op.Force {
		if naming := s.namers(old); len(naming) > 0 {
			return []Refusal{op.refusal(Refused, "", fmt.Sprintf("Exchange does not remove a certificate that a send connector names: %s", strings.Join(naming, ", ")))}
		}
	}
	step := Step{Operation: op, Old: old}
	for _, p := range old.Kind.Properties[:old.Kind.Exported] {
		if before, known := old.Value(p.Name); known {
			step.Effects = append(step.Effects, Effect{Property: p.Name, Before: before, Argument: op.Place})
		}
	}
	s.commit(step)
	return nil
}

// namers returns the names of the send connectors that name a certificate.
func (s *State) namers(certificate *model.Object) (naming []string) {
	for _, c := range s.Objects("SendConnector") {
		name, known := settings{c}.text("TlsCertificateName")
		if known && name != "" && names(name, certificate, true) {
			naming = append(naming, values.Clip(c.Identity))
		}
	}
	return naming
}
