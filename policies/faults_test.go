package policies

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

const (
	everybody  = `"RemoteIPRanges": ["0.0.0.0-255.255.255.255"]`
	granted    = `"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"]`
	otherName  = `"TlsCertificateName": "<I>CN=R11, O=Let's Encrypt, C=US<S>CN=mail.contoso.com"`
	renewed    = `"Issuer": "CN=R11, O=Let's Encrypt, C=US"`
	selfSigned = `"TlsCertificateName": "<I>CN=EX01<S>CN=EX01"`
)

// faults are those that the rules look for, and more than one where a rule knows several levels.
var faults = []fault{
	// Names of certificates, and what else can be misspelt.
	{
		fires: "tls-certificate-name/malformed error",
		also:  "receive/specific-connector-drops-starttls warning",
		bad:   `relay {"TlsCertificateName": "[I]CN=R3, O=Let's Encrypt, C=US[S]CN=mail.contoso.com"}`,
		good:  `relay {"TlsCertificateName": "<i>CN=R3, O=Let's Encrypt, C=US<s>CN=mail.contoso.com"}`,
	},
	{
		fires: "tls-certificate-name/malformed note",
		bad:   `relay {"Enabled": false, "TlsCertificateName": "edge.contoso.com"}`,
		good:  `relay {"Enabled": false, "TlsCertificateName": null}`,
	},
	{
		fires: "tls-certificate-name/subject-only warning",
		bad:   `relay {"TlsCertificateName": "<S>CN=mail.contoso.com"}`,
		good:  `relay`,
	},
	{
		fires: "tls-certificate-name/unusable-subject error",
		also:  "certificate/without-common-name warning",
		bad:   "public\npublic {\"Subject\": \"CN=Contoso Ltd, C=DE\"}\nself\nrelay {\"TlsCertificateName\": \"<I>CN=R3, O=Let's Encrypt, C=US<S>CN=Contoso Ltd, C=DE\"}",
		good:  "public {\"Subject\": \"CN=mail.contoso.com, O=Contoso Ltd, C=DE\"}\nself\nrelay {\"TlsCertificateName\": \"<I>CN=R3, O=Let's Encrypt, C=US<S>CN=mail.contoso.com, O=Contoso Ltd, C=DE\"}",
	},
	{
		fires: "receive/tls-domain-capabilities-malformed error",
		bad:   "frontend {\"TlsDomainCapabilities\": [\"mail.protection.outlook.com:AcceptCloudServiceMail\"]}\ncloud",
		good:  "frontend {" + granted + "}\ncloud",
	},
	{
		fires: "receive/fqdn-malformed warning",
		also:  "receive/fqdn-not-covered-by-bound-certificate note",
		bad:   `relay {"Fqdn": "https://mail.contoso.com"}`,
		good:  `relay`,
	},
	{
		fires: "send/fqdn-malformed warning",
		bad:   `internet {"Fqdn": "https://mail.contoso.com"}`,
		good:  `internet`,
	},
	{
		fires: "receive/ip-range-malformed error",
		bad:   `relay {"RemoteIPRanges": ["10.0.0.9-10.0.0.1"]}`,
		good:  `relay {"RemoteIPRanges": ["10.0.0.1-10.0.0.9", "192.168.1.1/24", "fe80::1%11"]}`,
	},
	{
		fires: "export/value-lost error",
		bad:   `relay {"Bindings": "Microsoft.Exchange.Data.MultiValuedProperty` + "`" + `1[Microsoft.Exchange.Data.IPBinding]"}`,
		good:  `relay {"Comment": "System.Object[]"}`,
	},
	{
		fires: "export/certificates-missing note",
		bad:   "self\npublic\nfrontend\nfrontend EX02",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\nfrontend EX02",
	},

	// TLS of receive connectors.
	{
		fires: "receive/tls-not-offered error",
		bad:   `frontend {"AuthMechanism": "Integrated, BasicAuth, BasicAuthRequireTLS", "DomainSecureEnabled": false}`,
		also:  "receive/auth-mechanism-conflict error\nreceive/fqdn-not-covered-by-bound-certificate note",
		good:  `frontend`,
	},
	{
		fires: "receive/tls-not-offered warning",
		also:  "receive/specific-connector-drops-starttls warning",
		bad:   `relay {"Name": "Scanners", "AuthMechanism": "None"}`,
		good:  `relay {"AuthMechanism": "None"}`,
		known: model.OrganizationHints{PlainRelays: []string{`EX0?\Relay *`}},
	},
	{
		fires: "receive/tls-not-offered note",
		also:  "receive/external-authoritative note\nreceive/specific-connector-drops-starttls note",
		bad:   `relay {"AuthMechanism": "ExternalAuthoritative", "PermissionGroups": "ExchangeServers"}`,
		good:  `relay {"AuthMechanism": "Tls, ExternalAuthoritative", "PermissionGroups": "ExchangeServers"}`,
	},
	{
		fires: "receive/tls-certificate-unresolved error",
		also:  "certificate/renewed-under-new-name error",
		bad:   "self\npublic {" + renewed + ", \"NotBefore\": \"2026-02-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "receive/tls-certificate-not-smtp-enabled error",
		bad:   "self\npublic {\"Services\": \"IIS\"}\nfrontend",
		good:  "self\npublic {\"Services\": \"IIS, SMTP\"}\nfrontend",
	},
	{
		fires: "receive/tls-certificate-not-smtp-enabled warning",
		bad:   "self\npublic {\"Services\": \"IIS\"}\nfrontend {" + selfSigned + "}\nclient {\"TlsCertificateName\": null}",
		good:  "self\npublic\nfrontend {\"TlsCertificateName\": null}\nclient {\"TlsCertificateName\": null}",
	},
	{
		fires: "receive/tls-certificate-invalid error",
		also:  "certificate/expired error",
		bad:   "self\npublic {\"NotAfter\": \"2026-10-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "receive/tls-certificate-ambiguous warning",
		also:  "certificate/duplicate-issuer-subject warning\nreceive/tls-certificate-not-smtp-enabled warning",
		bad:   "self\npublic\npublic {\"Services\": \"IIS\", \"NotBefore\": \"2026-10-01T00:00:00Z\", \"NotAfter\": \"2027-10-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\npublic {\"NotBefore\": \"2026-10-01T00:00:00Z\", \"NotAfter\": \"2027-10-01T00:00:00Z\"}\nfrontend",
	},
	{
		fires: "receive/tls-certificate-name-missing error",
		bad:   `client {"Fqdn": "EX01.contoso.com", "TlsCertificateName": null, "AdvertiseClientSettings": true}`,
		good:  "self\nclient {\"Fqdn\": \"EX01.contoso.com\", \"TlsCertificateName\": null, \"AdvertiseClientSettings\": true}",
	},
	{
		fires: "receive/tls-certificate-name-missing warning",
		bad:   `frontend {"TlsCertificateName": null}`,
		good:  `proxy`,
	},
	{
		fires: "receive/fqdn-without-certificate error",
		bad:   "self\nclient {\"TlsCertificateName\": null}\nfrontend {\"TlsCertificateName\": null}",
		good:  "self\npublic\nclient {\"TlsCertificateName\": null}",
	},
	{
		fires: "receive/fqdn-not-covered-by-bound-certificate note",
		bad:   `client {"Fqdn": "EX01.contoso.com"}`,
		good:  `frontend`,
	},
	{
		fires: "receive/auth-mechanism-conflict error",
		bad:   `relay {"AuthMechanism": "Tls, BasicAuthRequireTLS"}`,
		good:  `relay {"AuthMechanism": "Tls, BasicAuth, BasicAuthRequireTLS"}`,
	},
	{
		fires: "receive/basic-auth-cleartext error",
		bad:   `client {"AuthMechanism": "Tls, BasicAuth"}`,
		good:  `client {"AuthMechanism": "Tls, BasicAuth, BasicAuthRequireTLS"}`,
	},
	{
		fires: "receive/basic-auth-cleartext note",
		bad:   `hub {"AuthMechanism": "Tls, Integrated, BasicAuth, ExchangeServer"}`,
		good:  `hub`,
	},
	{
		fires: "receive/require-tls-on-internet-connector warning",
		bad:   `frontend {"RequireTLS": true}`,
		good:  `relay {"RemoteIPRanges": ["198.51.100.7"], "RequireTLS": true}`,
	},
	{
		fires: "receive/fqdn-conflicts-with-exchangeserver-auth error",
		bad:   `frontend {"Fqdn": "mail.contoso.com"}`,
		good:  `frontend {"Fqdn": "EX01"}`,
	},
	{
		fires: "receive/internal-auth-missing error",
		bad:   `hub {"AuthMechanism": "Tls, Integrated"}`,
		good:  `hub`,
	},
	{
		fires: "receive/suppress-x-anonymous-tls warning",
		bad:   `frontend {"SuppressXAnonymousTls": true}`,
		good:  `frontend {"SuppressXAnonymousTls": false}`,
	},

	// Who listens where, and for whom.
	{
		fires: "receive/hubtransport-on-port-25 error",
		bad:   "frontend {\"Bindings\": [\"10.0.0.5:25\"]}\nrelay {\"TransportRole\": \"HubTransport\"}",
		good:  "frontend {\"Bindings\": [\"10.0.0.5:25\"]}\nrelay",
	},
	{
		fires: "receive/transport-role-binding-conflict error",
		bad:   "frontend\nclient {\"Bindings\": [\"0.0.0.0:2525\"], \"PermissionGroups\": \"ExchangeUsers\"}\nhub {\"Bindings\": [\"10.0.0.5:2525\"]}",
		good:  "frontend\nclient\nhub",
	},
	{
		fires: "receive/binding-range-conflict warning",
		bad:   "frontend\nrelay {\"Name\": \"A\", \"RemoteIPRanges\": [\"10.0.0.0-10.0.0.20\"]}\nrelay {\"Name\": \"B\", \"RemoteIPRanges\": [\"10.0.0.10-10.0.0.30\"]}",
		good:  "frontend\nrelay {\"Name\": \"A\", \"RemoteIPRanges\": [\"10.0.0.0-10.0.0.20\"]}\nrelay {\"Name\": \"B\", \"RemoteIPRanges\": [\"10.0.0.10-10.0.0.12\"]}",
	},
	{
		fires: "receive/specific-connector-drops-starttls error",
		also:  "receive/tls-not-offered error",
		bad:   "frontend\nrelay {\"AuthMechanism\": \"None\", \"RemoteIPRanges\": [\"40.107.0.0/16\"]}",
		good:  "frontend\nrelay {\"RemoteIPRanges\": [\"40.107.0.0/16\"]}",
	},
	{
		fires: "receive/specific-connector-drops-starttls warning",
		also:  "receive/tls-not-offered warning",
		bad:   "frontend\nrelay {\"Name\": \"Scanners\", \"AuthMechanism\": \"None\"}",
		good:  "frontend\nrelay {\"AuthMechanism\": \"None\"}",
		known: model.OrganizationHints{PlainRelays: []string{`EX01\Relay EX01`}},
	},
	{
		fires: "receive/disabled-cloud-connector warning",
		also:  "receive/anonymous-on-default-frontend-missing note",
		bad:   "frontend {\"Enabled\": false, " + granted + "}\ncloud",
		good:  "frontend {" + granted + "}\ncloud",
	},

	// Relaying and permissions.
	{
		fires: "receive/open-relay-external-authoritative error",
		bad:   `relay {"AuthMechanism": "Tls, ExternalAuthoritative", "PermissionGroups": "ExchangeServers", ` + everybody + `}` + "\nfrontend",
		good:  `relay {"AuthMechanism": "Tls, ExternalAuthoritative", "PermissionGroups": "ExchangeServers", "RemoteIPRanges": ["192.168.5.10"]}`,
		also:  "receive/binding-range-conflict warning",
	},
	{
		fires: "receive/external-authoritative note",
		bad:   "frontend\nrelay {\"AuthMechanism\": \"Tls, ExternalAuthoritative\", \"PermissionGroups\": \"ExchangeServers\"}",
		good:  `relay`,
	},
	{
		fires: "receive/anonymous-relay-suspected error",
		also:  "receive/binding-range-conflict warning",
		bad:   `relay {"PermissionGroups": "AnonymousUsers, Custom", ` + everybody + `}`,
		good:  `relay {` + everybody + `}`,
	},
	{
		fires: "receive/anonymous-relay-suspected note",
		bad:   `relay {"PermissionGroups": "AnonymousUsers, Custom"}`,
		good:  `relay`,
	},
	{
		fires: "receive/anonymous-on-internal-connector warning",
		bad:   "frontend\nhub {\"PermissionGroups\": \"AnonymousUsers, ExchangeServers, ExchangeLegacyServers\"}",
		good:  "frontend\nhub\nedge EX02",
	},
	{
		fires: "receive/anonymous-on-default-frontend-missing note",
		bad:   `frontend {"PermissionGroups": "ExchangeServers, ExchangeLegacyServers"}`,
		good:  `frontend`,
	},
	{
		fires: "receive/client-auth-on-port-25 note",
		bad:   `frontend {"PermissionGroups": "AnonymousUsers, ExchangeUsers, ExchangeServers, ExchangeLegacyServers"}`,
		good:  `client`,
	},
	{
		fires: "receive/no-permission-groups warning",
		bad:   "frontend\nrelay {\"PermissionGroups\": \"None\"}",
		good:  "frontend\nrelay",
	},
	{
		fires: "receive/partner-without-domain-secure note",
		bad:   "frontend\nrelay {\"PermissionGroups\": \"Partners\", \"DomainSecureEnabled\": false}",
		good:  "frontend\nrelay {\"PermissionGroups\": \"Partners\", \"DomainSecureEnabled\": true}\nedge EX02 {\"DomainSecureEnabled\": false}",
	},
	{
		fires:   "receive/integrated-without-extended-protection note",
		bad:     `frontend`,
		good:    `frontend {"RequireTLS": true, "ExtendedProtectionPolicy": "Allow", "AuthMechanism": "Tls, Integrated"}`,
		profile: "hardening",
	},
	{
		fires: "receive/protocol-logging-off note",
		bad:   `frontend {"ProtocolLoggingLevel": "None"}`,
		good:  `client {"ProtocolLoggingLevel": "None"}`,
	},

	// Hybrid capabilities.
	{
		fires: "receive/cloud-capability-without-usable-tls error",
		also:  "send/tls-certificate-unresolved error\nserver/third-party-certificate-missing error",
		bad:   "self\nfrontend {" + granted + ", \"TlsCertificateName\": null}\ncloud",
		good:  "frontend {" + granted + "}",
	},
	{
		fires: "receive/cloud-capability-without-tls-domain error",
		bad:   "frontend {\"TlsDomainCapabilities\": [\"NO-TLS:AcceptCloudServicesMail\"]}\ncloud",
		good:  "frontend {" + granted + "}",
	},
	{
		fires: "receive/cloud-capability-foreign-domain warning",
		bad:   "frontend {\"TlsDomainCapabilities\": [\"fabrikam.com:AcceptCloudServicesMail\"]}\ncloud",
		good:  "frontend {" + granted + "}",
	},
	{
		fires: "receive/cloud-capability-legacy-issuer error",
		bad:   "frontend {\"TlsDomainCapabilities\": [\"<I>CN=MSIT Machine Auth CA 2, DC=redmond, DC=corp, DC=microsoft, DC=com<S>CN=mail.protection.outlook.com:AcceptCloudServicesMail\"]}\ncloud",
		good:  "frontend {" + granted + "}",
	},

	// Send connectors.
	{
		fires: "tls-certificate-name/exceeds-edgesync-limit error",
		also:  "receive/tls-certificate-name-missing warning",
		bad:   longName("cloud EX02", 290),
		good:  longName("cloud EX02", 140),
	},
	{
		fires: "send/tls-certificate-unresolved error",
		also:  "peer/certificate-missing error\nserver/third-party-certificate-missing error",
		bad:   "self\npublic\nself EX02\nfrontend\ncloud {\"SourceTransportServers\": [\"EX01\", \"EX02\"]}",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\ncloud {\"SourceTransportServers\": [\"EX01\", \"EX02\"]}",
	},
	{
		fires: "send/tls-certificate-not-smtp-enabled error",
		bad:   "self\npublic {\"Services\": \"IIS\"}\nfrontend {" + selfSigned + "}\ncloud",
		good:  "self\npublic\nfrontend {" + selfSigned + "}\ncloud",
	},
	{
		fires: "send/tls-certificate-invalid error",
		also:  "certificate/status-not-valid error",
		bad:   "self\npublic {\"Status\": \"Invalid\"}\nfrontend {" + selfSigned + "}\ncloud",
		good:  "self\npublic\nfrontend {" + selfSigned + "}\ncloud",
	},
	{
		fires: "send/tls-certificate-without-require-tls note",
		bad:   `internet {"TlsCertificateName": "` + bound + `"}`,
		good:  `internet {"TlsCertificateName": "` + bound + `", "RequireTLS": true}`,
	},
	{
		fires: "send/tls-certificate-name-missing warning",
		also:  "send/fqdn-internal-name warning",
		bad:   `smarthost {"Fqdn": null}`,
		good:  `smarthost {"Fqdn": null, "TlsCertificateName": "` + bound + `"}`,
	},
	{
		fires: "send/exo-certificate-not-pinned error",
		bad:   `cloud {"SmartHosts": ["contoso-com.mail.protection.outlook.com"], "DNSRoutingEnabled": false, "Fqdn": null, "TlsCertificateName": null}`,
		also:  "send/exo-self-signed-certificate error\nsend/tls-certificate-name-missing warning",
		good:  `cloud {"SmartHosts": ["contoso-com.mail.protection.outlook.com"], "DNSRoutingEnabled": false, "Fqdn": null}`,
	},
	{
		fires: "send/exo-certificate-not-pinned warning",
		bad:   `cloud {"TlsCertificateName": null}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-cloud-services-mail-disabled warning",
		bad:   `cloud {"CloudServicesMailEnabled": false}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-require-tls-disabled error",
		also:  "send/settings-refused-by-exchange error\nsend/tls-certificate-without-require-tls warning",
		bad:   `cloud {"RequireTLS": false}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-tls-auth-level-weak warning",
		bad:   `cloud {"TlsAuthLevel": "EncryptionOnly", "TlsDomain": null}`,
		good:  `cloud {"TlsAuthLevel": "CertificateValidation", "TlsDomain": null}`,
	},
	{
		fires: "send/exo-tls-auth-level-weak error",
		bad:   `cloud {"AddressSpaces": ["SMTP:*;1"], "SmartHosts": ["contoso-com.mail.protection.outlook.com"], "DNSRoutingEnabled": false, "TlsAuthLevel": "EncryptionOnly", "TlsDomain": null}`,
		good:  `cloud {"AddressSpaces": ["SMTP:*;1"], "SmartHosts": ["contoso-com.mail.protection.outlook.com"], "DNSRoutingEnabled": false}`,
	},
	{
		fires: "send/exo-tls-domain-wrong error",
		bad:   `cloud {"TlsDomain": "contoso.com"}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-self-signed-certificate error",
		bad:   `cloud {` + selfSigned + `, "Fqdn": "EX01.contoso.com"}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-address-space-mixed warning",
		bad:   `cloud {"AddressSpaces": ["SMTP:contoso.mail.onmicrosoft.com;1", "SMTP:fabrikam.com;1"]}`,
		good:  `cloud`,
	},
	{
		fires: "send/exo-smart-host-unexpected note",
		bad:   `cloud {"SmartHosts": ["relay.example.net"], "DNSRoutingEnabled": false}`,
		good:  `cloud {"SmartHosts": ["contoso-com.mail.protection.outlook.com"], "DNSRoutingEnabled": false}`,
	},
	{
		fires: "send/exo-connector-missing warning",
		bad:   "frontend {" + granted + "}",
		good:  "frontend {" + granted + "}\ncloud",
	},
	{
		fires: "send/duplicate-address-space note",
		bad:   "internet {\"Name\": \"A\"}\ninternet {\"Name\": \"B\"}",
		good:  "internet {\"Name\": \"A\"}\ninternet {\"Name\": \"B\", \"AddressSpaces\": [\"SMTP:*;10\"]}",
	},
	{
		fires: "send/settings-refused-by-exchange error",
		bad:   `internet {"TlsAuthLevel": "EncryptionOnly"}`,
		good:  `internet {"TlsAuthLevel": "EncryptionOnly", "RequireTLS": true}`,
	},
	{
		fires: "send/ignore-starttls error",
		bad:   `internet {"IgnoreSTARTTLS": true}`,
		good:  `internet`,
	},
	{
		fires: "send/force-helo error",
		bad:   `internet {"ForceHELO": true, "RequireTLS": true}`,
		good:  `internet {"RequireTLS": true}`,
	},
	{
		fires: "send/smart-host-basic-auth-cleartext error",
		also:  "send/smart-host-tls-optional note",
		bad:   `smarthost {"SmartHostAuthMechanism": "BasicAuth", "RequireTLS": false}`,
		good:  `smarthost {"SmartHostAuthMechanism": "BasicAuthRequireTLS"}`,
	},
	{
		fires: "send/smart-host-tls-optional note",
		bad:   `smarthost {"RequireTLS": false}`,
		good:  `smarthost`,
	},
	{
		fires: "send/fqdn-internal-name warning",
		bad:   `internet {"Fqdn": "EX01.corp.local"}`,
		good:  `internet`,
	},
	{
		fires: "send/fqdn-not-covered-by-certificate note",
		bad:   `internet {"Fqdn": "smtp.contoso.com", "TlsCertificateName": "` + bound + `", "RequireTLS": true}`,
		good:  `internet {"TlsCertificateName": "` + bound + `", "RequireTLS": true}`,
	},
	{
		fires: "send/frontend-proxy-certificate-coverage warning",
		also:  "peer/certificate-missing warning\npeer/tls-binding-drift error\nsend/single-source-server note",
		bad:   "self\npublic\nself EX02\nfrontend\nfrontend EX02 {" + `"TlsCertificateName": "<I>CN=EX02<S>CN=EX02"` + "}\ncloud {\"FrontendProxyEnabled\": true}",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\nfrontend EX02\ncloud {\"FrontendProxyEnabled\": true}",
	},
	{
		fires: "send/domain-secure-with-frontend-proxy error",
		bad:   `internet {"AddressSpaces": ["SMTP:fabrikam.com;1"], "DomainSecureEnabled": true, "FrontendProxyEnabled": true}`,
		good:  `internet {"AddressSpaces": ["SMTP:fabrikam.com;1"], "DomainSecureEnabled": true}`,
	},
	{
		fires: "send/domain-secure-wildcard warning",
		bad:   `internet {"AddressSpaces": ["SMTP:*.fabrikam.com;1"], "DomainSecureEnabled": true}`,
		good:  `internet {"AddressSpaces": ["SMTP:fabrikam.com;1"], "DomainSecureEnabled": true}`,
	},
	{
		fires: "send/source-server-unknown warning",
		also:  "export/certificates-missing note",
		bad:   `internet {"SourceTransportServers": ["EX01", "OLDEX"]}`,
		good:  `internet`,
	},
	{
		fires: "send/single-source-server note",
		bad:   "frontend\nfrontend EX02\nfrontend EX03\ninternet",
		good:  "frontend\nfrontend EX02\ninternet {\"SourceTransportServers\": [\"EX01\", \"EX02\"]}",
	},
	{
		fires: "send/external-authoritative-smart-host note",
		bad:   `smarthost {"SmartHostAuthMechanism": "ExternalAuthoritative", "SmartHosts": ["relay.example.net"]}`,
		good:  `smarthost`,
	},
	{
		fires: "send/protocol-logging-off note",
		bad:   `internet {"ProtocolLoggingLevel": "None"}`,
		good:  `internet`,
	},

	// Certificates.
	{
		fires: "certificate/expired error",
		also:  "receive/tls-certificate-invalid error",
		bad:   "self\npublic {\"NotAfter\": \"2025-01-01T00:00:00Z\", \"NotBefore\": \"2024-01-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/expired warning",
		also:  "server/default-transport-certificate-suspect warning",
		bad:   "self {\"NotAfter\": \"2026-05-02T10:00:00Z\"}\npublic\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/expiring-soon error",
		bad:   "self\npublic {\"NotAfter\": \"2026-12-05T00:00:00Z\"}\nfrontend",
		good:  "self\npublic {\"NotAfter\": \"2026-12-05T00:00:00Z\"}\npublic {\"NotBefore\": \"2026-11-01T00:00:00Z\", \"NotAfter\": \"2027-12-01T00:00:00Z\"}\nfrontend",
	},
	{
		fires: "certificate/not-yet-valid error",
		also:  "receive/tls-certificate-invalid error",
		bad:   "self\npublic {\"NotBefore\": \"2026-12-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic {\"NotBefore\": \"2026-11-01T00:00:00Z\"}\nfrontend",
	},
	{
		fires: "certificate/status-not-valid error",
		also:  "send/tls-certificate-invalid error",
		bad:   "self\npublic {\"Status\": \"Untrusted\"}\nfrontend {" + selfSigned + "}\ncloud",
		good:  "self\npublic\nfrontend {" + selfSigned + "}\ncloud",
	},
	{
		fires: "certificate/revocation-check-failure warning",
		bad:   "self\npublic {\"Status\": \"RevocationCheckFailure\"}\nfrontend",
		good:  "self\npublic {\"Status\": \"RevocationCheckFailure\", \"Services\": \"None\"}\nfrontend {" + selfSigned + "}\npartner {\"Enabled\": false}",
	},
	{
		fires: "certificate/pending-request note",
		bad:   "self\npublic\npublic {\"Subject\": \"CN=new.contoso.com\", \"Issuer\": \"CN=new.contoso.com\", \"CertificateDomains\": [\"new.contoso.com\"], \"Services\": \"None\", \"Status\": \"PendingRequest\", \"NotBefore\": \"2026-08-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/private-key-missing error",
		also:  "receive/tls-certificate-invalid error",
		bad:   "self\npublic {\"HasPrivateKey\": false}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/key-too-small error",
		bad:   "self\npublic {\"PublicKeySize\": 1024}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/signature-weak warning",
		bad:   "self\npublic {\"SignatureAlgorithm\": \"sha1RSA\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/signature-weak note",
		bad:   "self {\"SignatureAlgorithm\": \"sha1RSA\"}\npublic\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/ecc-on-smtp warning",
		bad:   "self\npublic {\"PublicKey\": \"ECC\", \"PublicKeySize\": 256, \"SignatureAlgorithm\": \"sha384ECDSA\"}\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/missing-server-auth-eku error",
		bad:   "self\npublic {\"EnhancedKeyUsageList\": [\"1.3.6.1.5.5.7.3.2\"]}\nfrontend",
		good:  "self\npublic {\"EnhancedKeyUsageList\": []}\nfrontend",
	},
	{
		fires: "certificate/missing-server-auth-eku note",
		bad:   "self\npublic {\"EnhancedKeyUsageList\": [\"1.3.6.1.5.5.7.3.1\"]}\nfrontend\ncloud",
		good:  "self\npublic\nfrontend\ncloud",
	},
	{
		fires: "certificate/without-common-name warning",
		bad:   "self\npublic {\"Subject\": \"O=Contoso, C=DE\"}\nfrontend {\"TlsCertificateName\": null}",
		good:  "self\npublic\nfrontend {\"TlsCertificateName\": null}",
	},
	{
		fires: "certificate/duplicate-issuer-subject warning",
		also:  "certificate/expired warning\nreceive/tls-certificate-ambiguous warning",
		bad:   "self\npublic {\"NotBefore\": \"2025-03-01T00:00:00Z\", \"NotAfter\": \"2026-03-01T00:00:00Z\"}\npublic\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "certificate/renewed-under-new-name error",
		also:  "certificate/expiring-soon error",
		bad:   "self\npublic {\"NotAfter\": \"2026-12-01T00:00:00Z\"}\npublic {" + renewed + ", \"NotBefore\": \"2026-11-01T00:00:00Z\"}\nfrontend",
		good:  "self\npublic\npublic {" + renewed + ", \"NotBefore\": \"2026-11-01T00:00:00Z\"}\nfrontend {" + otherName + "}",
	},
	{
		fires: "certificate/wildcard-on-pop-imap note",
		bad:   "self\npublic\npublic {\"Subject\": \"CN=*.contoso.com\", \"CertificateDomains\": [\"*.contoso.com\"], \"Services\": \"IMAP, POP, SMTP\"}\nfrontend",
		good:  "self\npublic\npublic {\"Subject\": \"CN=*.contoso.com\", \"CertificateDomains\": [\"*.contoso.com\"], \"Services\": \"SMTP\"}\nfrontend",
	},
	{
		fires:   "certificate/auth-certificate-expiring warning",
		also:    "receive/anonymous-on-default-frontend-missing note",
		profile: "hardening",
		bad:     "self {" + auth + ", \"NotAfter\": \"2026-12-01T00:00:00Z\"}\nself\npublic\n" + strict,
		good:    "self {" + auth + "}\nself\npublic\n" + strict,
	},

	// Hardening, each against a server that has nothing to harden.
	{
		fires:   "hardening/receive-banner-reveals-server note",
		profile: "hardening",
		also:    "receive/anonymous-on-default-frontend-missing note",
		bad:     strictly(`"Banner": "220 EX01 Microsoft ESMTP"`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-tarpit-too-short note",
		profile: "hardening",
		also:    "receive/anonymous-on-default-frontend-missing note",
		bad:     strictly(`"TarpitInterval": "00:00:01"`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-max-hop-count note",
		profile: "stig",
		also:    stig,
		bad:     strictly(`"MaxHopCount": 30`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-max-recipients note",
		profile: "stig",
		also:    stig,
		bad:     strictly(`"MaxRecipientsPerMessage": 200`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-connection-timeout note",
		profile: "stig",
		also:    stig,
		bad:     strictly(`"ConnectionTimeout": "00:12:00"`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-max-inbound-connection note",
		profile: "stig",
		also:    stig,
		bad:     strictly(`"MaxInboundConnection": 1000`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/receive-chunking-disabled note",
		profile: "stig",
		also:    stig,
		bad:     strictly(`"ChunkingEnabled": false, "BinaryMimeEnabled": false`),
		good:    strictly(`"Comment": ""`),
	},
	{
		fires:   "hardening/send-inactivity-timeout note",
		profile: "stig",
		also:    stig,
		bad:     strict + "\npartner {\"ConnectionInactivityTimeOut\": \"00:20:00\"}",
		good:    strict + "\npartner",
	},
	{
		fires:   "hardening/send-internet-without-smart-host note",
		profile: "stig",
		also:    stig,
		bad:     strict + "\ninternet",
		good:    strict + "\nsmarthost",
	},
	{
		fires: "receive/remote-range-near-limit warning",
		bad:   "relay {\"RemoteIPRanges\": [" + manyRanges(1150) + "]}",
		good:  "relay {\"RemoteIPRanges\": [" + manyRanges(40) + "]}",
	},

	// Servers against each other.
	{
		fires: "peer/root-type-drift warning",
		bad:   "public\npublic EX02 {\"RootCAType\": \"Registry\"}\nself\nself EX02\nfrontend\nfrontend EX02",
		good:  "public\npublic EX02\nself\nself EX02\nfrontend\nfrontend EX02",
	},
	{
		fires: "peer/tls-binding-drift error",
		also:  "receive/tls-certificate-name-missing warning",
		bad:   "frontend\nfrontend EX02 {\"TlsCertificateName\": null}",
		good:  "frontend\nfrontend EX02",
	},
	{
		fires: "peer/connector-missing warning",
		bad:   "frontend\nfrontend EX02\nrelay",
		good:  "frontend\nfrontend EX02\nrelay\nrelay EX02",
	},
	{
		fires: "peer/setting-drift error",
		also:  "receive/require-tls-on-internet-connector warning",
		bad:   "frontend {\"RequireTLS\": true}\nfrontend EX02",
		good:  "frontend\nfrontend EX02",
	},
	{
		fires: "peer/relay-range-drift warning",
		bad:   "frontend\nfrontend EX02\nrelay {\"RemoteIPRanges\": [\"10.1.1.10\", \"10.1.1.11\"]}\nrelay EX02",
		good:  "frontend\nfrontend EX02\nrelay\nrelay EX02",
	},
	{
		fires: "peer/certificate-missing error",
		also:  "receive/tls-certificate-unresolved error",
		bad:   "self\npublic\nself EX02\nfrontend\nfrontend EX02",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\nfrontend EX02",
	},
	{
		fires: "peer/certificate-thumbprint-drift warning",
		also:  "certificate/expiring-soon error",
		bad:   "self\npublic {\"NotBefore\": \"2025-12-01T00:00:00Z\", \"NotAfter\": \"2026-12-05T00:00:00Z\"}\nself EX02\npublic EX02\nfrontend\nfrontend EX02",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\nfrontend EX02",
	},
	{
		fires: "peer/certificate-services-drift error",
		also:  "receive/tls-certificate-not-smtp-enabled error",
		bad:   "self\npublic\nself EX02\npublic EX02 {\"Services\": \"None\"}\nfrontend\nfrontend EX02",
		good:  "self\npublic\nself EX02\npublic EX02\nfrontend\nfrontend EX02",
	},
	{
		fires: "server/third-party-certificate-missing warning",
		also:  "send/fqdn-not-covered-by-certificate note\nsend/tls-certificate-without-require-tls note",
		bad:   "self\npublic {\"Services\": \"IIS\"}\nfrontend {" + selfSigned + "}\npartner {" + selfSigned + "}",
		good:  "self\npublic\nfrontend {" + selfSigned + "}\npartner {" + selfSigned + "}",
	},
	{
		fires: "server/default-transport-certificate-suspect warning",
		bad:   "public\nfrontend",
		good:  "self\npublic\nfrontend",
	},
	{
		fires: "server/expected-names-not-covered warning",
		known: model.OrganizationHints{ExpectedNames: []string{"smtp.fabrikam.com"}},
		bad:   "self\npublic\nfrontend",
		good:  "self\npublic {\"CertificateDomains\": [\"mail.contoso.com\", \"*.fabrikam.com\"]}\nfrontend",
	},
}

const (
	auth = `"Subject": "CN=Microsoft Exchange Server Auth Certificate", "Issuer": "CN=Microsoft Exchange Server Auth Certificate", "CertificateDomains": [], "RootCAType": "None"`
	// strict is a connector that the hardening profile has nothing against.
	strict = `frontend {"ExtendedProtectionPolicy": "Allow", "RequireTLS": true, "PermissionGroups": "ExchangeServers"}`
)

// stig is what that profile says of the rest.
const stig = "hardening/certificate-issuer-not-allowed note\nhardening/send-domain-secure-or-domain-validation note\nreceive/anonymous-on-default-frontend-missing note"

// manyRanges are addresses that do not touch.
func manyRanges(count int) string {
	var ranges []string
	for i := range count {
		ranges = append(ranges, fmt.Sprintf("%q", fmt.Sprintf("10.1.%d.%d", i/100, 2*(i%100))))
	}
	return strings.Join(ranges, ", ")
}

// strictly is that connector with some properties changed.
func strictly(changes string) string {
	return strings.TrimSuffix(strict, "}") + ", " + changes + "}"
}

// longName are a connector and an Edge server with a certificate whose name has that many
// characters.
func longName(connector string, length int) string {
	subject := "CN=mail.contoso.com, O=" + strings.Repeat("x", length-len(bound)-4)
	certificate := `{"Subject": "` + subject + `"}`
	return "self\nself EX02\npublic\npublic " + certificate + "\npublic EX02 " + certificate + "\nfrontend\nedge EX02 {" + `"TlsCertificateName": null, "Fqdn": "EX02.contoso.com"}` + "\n" +
		connector + ` {"SourceTransportServers": ["EX02"], "TlsCertificateName": "<I>CN=R3, O=Let's Encrypt, C=US<S>` + subject + `"}`
}
