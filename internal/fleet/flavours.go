package fleet

import (
	"slices"
	"strings"
)

// Flavours are all of them. The first loses nothing that matters.
var Flavours = []Flavour{
	{Name: "clixml", ext: ".xml", write: writeCLIXML, bom: true},
	{Name: "clixml-utf16", ext: ".xml", write: writeCLIXML, bom: true, utf16: true},
	{Name: "ps51-json", ext: ".json", write: writeJSON, five: true, depth: 5, bom: true, utf16: true},
	{Name: "ps51-json-depth2", ext: ".json", write: writeJSON, five: true, depth: 2, bom: true},
	{Name: "ps51-json-valuecount", ext: ".json", write: writeJSON, five: true, depth: 3, bom: true, utf16: true, wrapped: true, columns: selected},
	{Name: "ps7-json", ext: ".json", write: writeJSON, depth: 5},
	{Name: "ps7-json-depth2", ext: ".json", write: writeJSON, depth: 2},
	{Name: "ps7-json-script", ext: ".json", write: writeJSON, depth: 2, columns: scripted, values: keyNamed},
	{Name: "ps7-json-enumstrings", ext: ".json", write: writeJSON, depth: 5, enumNames: true},
	{Name: "flat-json", ext: ".json", write: writeJSON, depth: 2, columns: selected, values: joined(";")},
	{Name: "remoting-json", ext: ".json", write: writeJSON, five: true, depth: 3, bom: true, utf16: true, values: deserialized, remote: true},
	{Name: "ps51-csv", ext: ".csv", write: writeCSV, typed: true, delimiter: ",", dates: american},
	{Name: "ps7-csv", ext: ".csv", write: writeCSV, delimiter: ",", dates: american},
	{Name: "flat-csv", ext: ".csv", write: writeCSV, columns: selected, values: joined(";"), delimiter: ",", dates: american, bom: true},
	{Name: "flat-csv-de", ext: ".csv", write: writeCSV, columns: selected, values: joined("|"), delimiter: ";", dates: german, bom: true},
	{Name: "remoting-csv", ext: ".csv", write: writeCSV, values: deserialized, remote: true, delimiter: ",", dates: american},
	{Name: "export-script", ext: ".json", write: writeJSON, five: true, depth: 4, ours: true},
	{Name: "list", ext: ".txt", write: writeList, dates: american},
}

// Lookup returns the flavour of a name. It panics where there is none.
func Lookup(name string) Flavour {
	for _, f := range Flavours {
		if f.Name == name {
			return f
		}
	}
	panic("no flavour " + name)
}

// selected are the columns that people pick.
var selected = map[string][]string{
	"ReceiveConnector": {"Server", "Identity", "Name", "Enabled", "TransportRole", "Fqdn", "Bindings", "RemoteIPRanges", "AuthMechanism", "PermissionGroups", "RequireTLS",
		"DomainSecureEnabled", "TlsCertificateName", "TlsDomainCapabilities", "ProtocolLoggingLevel", "MaxMessageSize", "Banner", "WhenChanged"},
	"SendConnector": {"Name", "Enabled", "AddressSpaces", "SourceTransportServers", "SmartHosts", "DNSRoutingEnabled", "Port", "Fqdn", "RequireTLS", "TlsAuthLevel", "TlsDomain",
		"TlsCertificateName", "CloudServicesMailEnabled", "IgnoreSTARTTLS", "DomainSecureEnabled", "ForceHELO", "FrontendProxyEnabled", "SmartHostAuthMechanism", "ProtocolLoggingLevel", "MaxMessageSize"},
	"ExchangeCertificate": {"Server", "Thumbprint", "Subject", "Issuer", "FriendlyName", "Services", "Status", "IsSelfSigned", "RootCAType", "HasPrivateKey", "NotBefore", "NotAfter",
		"SerialNumber", "PublicKeySize", "CertificateDomains"},
}

// scripted is what a collecting script picks: connectors whole, certificates without their
// bytes, which take more room than all the rest.
var scripted = map[string][]string{"ExchangeCertificate": append(slices.Clone(selected["ExchangeCertificate"]), "EnhancedKeyUsageList", "SignatureAlgorithm", "PublicKey")}

// standard are the properties of a certificate that are .NET's, not Exchange's.
var standard = strings.Fields("EnhancedKeyUsageList DnsNameList SendAsTrustedIssuer Archived Extensions FriendlyName IssuerName NotAfter NotBefore HasPrivateKey PrivateKey PublicKey RawData SerialNumber SubjectName SignatureAlgorithm Thumbprint Version Handle Issuer Subject")
