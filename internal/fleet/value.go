package fleet

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/schema"
)

// value is what .NET holds for a property, with all that some way of exporting it shows.
type value struct {
	form    form
	text    string // what ToString gives; of a number its digits
	number  int64  // of an enum
	net     string // the .NET type
	time    time.Time
	bytes   []byte
	items   []value
	members []member
}

type form uint8

const (
	null form = iota
	text
	boolean
	integer
	real
	enum
	date
	blob
	list
	structure
)

type member struct {
	name  string
	value value
}

func str(s string) value { return value{form: text, text: s} }

func truth(b bool) value { return value{form: boolean, text: title(fmt.Sprint(b))} }

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func whole(n int64) value { return value{form: integer, text: fmt.Sprint(n)} }

func named(net, name string, number int64) value {
	return value{form: enum, text: name, number: number, net: net}
}

func composed(net, shown string, members ...member) value {
	return value{form: structure, text: shown, net: net, members: members}
}

// shapes tell what .NET makes of a property's text, by the property's name. What is not
// here is a text, or a truth where the text says so.
var shapes = map[string]func(o *Object, name, shown string) value{
	"AuthMechanism":          flags,
	"PermissionGroups":       flags,
	"Services":               flags,
	"Status":                 flags,
	"RootCAType":             flags,
	"TransportRole":          flags,
	"TlsAuthLevel":           flags,
	"SmartHostAuthMechanism": flags,
	"ProtocolLoggingLevel":   flags,
	"MessageRateSource":      flags,
	"SizeEnabled":            flags,

	"ExtendedProtectionPolicy": flags,
	"ErrorPolicies":            zero("Microsoft.Exchange.Data.ErrorPolicies"),
	"ConnectorType":            zero("Microsoft.Exchange.Data.SendConnectorType"),
	"Region":                   zero("Microsoft.Exchange.Data.SendConnectorRegion"),
	"ObjectState":              func(_ *Object, _, shown string) value { return named("Microsoft.Exchange.Data.ObjectState", shown, 1) },

	"Bindings":               collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPBinding]", binding),
	"RemoteIPRanges":         collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPRange]", addresses),
	"TlsDomainCapabilities":  collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities]", capability),
	"AddressSpaces":          collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.AddressSpace]", addressSpace),
	"SmartHosts":             collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.SmartHost]", smartHost),
	"ConnectedDomains":       collection("Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.ConnectedDomain]", str),
	"SourceTransportServers": collection("Microsoft.Exchange.Data.Directory.ADMultiValuedProperty`1[Microsoft.Exchange.Data.Directory.ADObjectId]", serverID),
	"ObjectClass":            collection("Microsoft.Exchange.Data.MultiValuedProperty`1[System.String]", str),
	"CertificateDomains":     collection("System.Collections.ObjectModel.ReadOnlyCollection`1[Microsoft.Exchange.Data.SmtpDomainWithSubdomains]", smtpDomain),
	"IisServices":            collection("System.Collections.Generic.List`1[Microsoft.Exchange.Management.SystemConfigurationTasks.IisService]", str),
	"EnhancedKeyUsageList":   collection("System.Collections.Generic.List`1[Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation]", keyUse),
	"DnsNameList":            collection("System.Collections.Generic.List`1[Microsoft.PowerShell.Commands.DnsNameRepresentation]", dnsName),
	"Extensions":             collection("System.Security.Cryptography.X509Certificates.X509ExtensionCollection", str),

	"Fqdn":                 fqdn,
	"ServiceDiscoveryFqdn": fqdn,
	"TlsDomain":            domainOnly,
	"TlsCertificateName":   identifier,
	"SourceIPAddress":      func(_ *Object, _, shown string) value { return address(shown) },
	"Server":               func(_ *Object, _, shown string) value { return serverID(shown) },
	"HomeMtaServerId":      func(_ *Object, _, shown string) value { return serverID(shown) },
	"HomeMTA":              inDirectory,
	"SourceRoutingGroup":   inDirectory,
	"ObjectCategory":       inDirectory,
	"Identity":             ownName,
	"Id":                   ownName,
	"ExchangeVersion": func(_ *Object, _, shown string) value {
		return composed("Microsoft.Exchange.Data.ExchangeObjectVersion", shown, member{"Major", whole(0)}, member{"Minor", whole(1)}, member{"ExchangeBuild", str("8.0.535.0")})
	},
	"OrganizationId": func(*Object, string, string) value {
		return composed("Microsoft.Exchange.Data.Directory.OrganizationId", "", member{"OrganizationalUnit", value{}}, member{"ConfigurationUnit", value{}})
	},

	"MaxHeaderSize":                           size,
	"MaxMessageSize":                          size,
	"MessageRateLimit":                        limit,
	"MaxInboundConnection":                    limit,
	"MaxInboundConnectionPerSource":           limit,
	"MaxProtocolErrors":                       limit,
	"MaxInboundConnectionPercentagePerSource": count, "MaxHopCount": count, "MaxLocalHopCount": count, "MaxLogonFailures": count,
	"MaxRecipientsPerMessage": count, "Port": count, "SmtpMaxMessagesPerConnection": count, "PublicKeySize": count, "Version": count, "Handle": count,
	"ConnectionTimeout": span, "ConnectionInactivityTimeout": span, "ConnectionInactivityTimeOut": span, "TarpitInterval": span,
	"AuthTarpitInterval": span, "MaxAcknowledgementDelay": span,
	"WhenChanged": instant, "WhenCreated": instant, "WhenChangedUTC": instant, "WhenCreatedUTC": instant, "NotAfter": instant, "NotBefore": instant,

	"RawData":            raw,
	"IssuerName":         x500,
	"SubjectName":        x500,
	"SignatureAlgorithm": func(_ *Object, _, shown string) value { return algorithm(shown) },
	"PublicKey": func(_ *Object, _, shown string) value {
		return composed(publicKey, publicKey, member{"Oid", algorithm(shown)})
	},
	"ServicesStringForm": func(o *Object, _, _ string) value { return str(servicesForm(o.Text("Services"))) },
}

// value returns what .NET holds for a property.
func (o *Object) value(p Property) value {
	shape, known := shapes[p.Name]
	switch {
	case p.Text == Null:
		return value{}
	case known:
		return shape(o, p.Name, p.Text)
	case p.Text == "True" || p.Text == "False":
		return truth(p.Text == "True")
	}
	return str(p.Text)
}

// flags are the names of an enum whose numbers the schema tells.
func flags(o *Object, name, shown string) value {
	kind := schema.Lookup(o.Kind)
	i, ok := kind.Index(name)
	if !ok {
		panic(o.Kind + " has no " + name + " in its schema")
	}
	sum := int64(0)
	for part := range strings.SplitSeq(shown, ", ") {
		n, known := kind.Properties[i].Values[part]
		if !known {
			panic(fmt.Sprintf("%s has no %q, but %v", name, part, slices.Sorted(maps.Keys(kind.Properties[i].Values))))
		}
		sum += int64(n)
	}
	return named("Microsoft.Exchange.Data."+name, shown, sum)
}

func zero(net string) func(*Object, string, string) value {
	return func(_ *Object, _, shown string) value { return named(net, shown, 0) }
}

func collection(net string, one func(string) value) func(*Object, string, string) value {
	return func(_ *Object, _, shown string) value {
		v := value{form: list, text: net, net: net}
		if shown == "" {
			return v
		}
		for element := range strings.SplitSeq(shown, "\n") {
			v.items = append(v.items, one(element))
		}
		return v
	}
}

func family(six bool) member {
	if six {
		return member{"AddressFamily", named("System.Net.Sockets.AddressFamily", "InterNetworkV6", 23)}
	}
	return member{"AddressFamily", named("System.Net.Sockets.AddressFamily", "InterNetwork", 2)}
}

func address(shown string) value {
	six := strings.Contains(shown, ":")
	members := []member{family(six), {"IsIPv6Multicast", truth(false)}, {"IsIPv6LinkLocal", truth(false)}, {"IsIPv6SiteLocal", truth(false)},
		{"IsIPv6Teredo", truth(false)}, {"IsIPv4MappedToIPv6", truth(false)}, {"IPAddressToString", str(shown)}}
	if !six {
		four := netip.MustParseAddr(shown).As4()
		members = append([]member{{"Address", whole(int64(four[0]) | int64(four[1])<<8 | int64(four[2])<<16 | int64(four[3])<<24)}}, members...)
	}
	return composed("System.Net.IPAddress", shown, members...)
}

func binding(shown string) value {
	point := netip.MustParseAddrPort(shown)
	return composed("Microsoft.Exchange.Data.IPBinding", shown, member{"Port", whole(int64(point.Port()))}, family(point.Addr().Is6()), member{"Address", address(point.Addr().String())})
}

func addresses(shown string) value {
	low, high, _ := strings.Cut(shown, "-")
	format := named("Microsoft.Exchange.Data.IPRange+Format", "LoHi", 3)
	switch {
	case strings.Contains(shown, "/"):
		format = named("Microsoft.Exchange.Data.IPRange+Format", "CIDR", 2)
	case high == "":
		format, high = named("Microsoft.Exchange.Data.IPRange+Format", "SingleAddress", 0), low
	}
	return composed("Microsoft.Exchange.Data.IPRange", shown, member{"LowerBound", str(low)}, member{"UpperBound", str(high)}, member{"RangeFormat", format}, member{"Expression", str(shown)})
}

func capability(shown string) value {
	domain, granted, _ := strings.Cut(shown, ":")
	if strings.HasPrefix(domain, "<") {
		return composed("Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities", shown, member{"Domain", value{}}, member{"Capabilities", str(granted)}, member{"SmtpX509Identifier", identifier(nil, "", domain)})
	}
	return composed("Microsoft.Exchange.Data.SmtpReceiveDomainCapabilities", shown, member{"Domain", str(domain)}, member{"Capabilities", str(granted)}, member{"SmtpX509Identifier", value{}})
}

func addressSpace(shown string) value {
	kind, rest, _ := strings.Cut(shown, ":")
	domain, cost, _ := strings.Cut(rest, ";")
	return composed("Microsoft.Exchange.Data.AddressSpace", shown, member{"Address", str(domain)}, member{"Type", str(kind)}, member{"Cost", whole(number(cost))},
		member{"IncludeSubDomains", truth(domain == "*")}, member{"Domain", str(domain)}, member{"IsSmtpType", truth(true)}, member{"IsX400Type", truth(false)}, member{"X400Address", value{}})
}

func smartHost(shown string) value {
	return composed("Microsoft.Exchange.Data.SmartHost", shown, member{"Address", address("0.0.0.0")}, member{"IsIPAddress", truth(false)}, member{"Domain", str(shown)})
}

func smtpDomain(shown string) value {
	return composed("Microsoft.Exchange.Data.SmtpDomainWithSubdomains", shown, member{"Address", str(shown)}, member{"IncludeSubDomains", truth(strings.HasPrefix(shown, "*."))},
		member{"Domain", str(strings.TrimPrefix(shown, "*."))}, member{"SmtpDomain", composed("Microsoft.Exchange.Data.SmtpDomain", shown, member{"Domain", str(shown)})}, member{"IsStar", truth(false)})
}

func keyUse(shown string) value {
	name, id, _ := strings.Cut(strings.TrimSuffix(shown, ")"), " (")
	return composed("Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation", shown, member{"FriendlyName", str(name)}, member{"ObjectId", str(id)})
}

func dnsName(shown string) value {
	return composed("Microsoft.PowerShell.Commands.DnsNameRepresentation", shown, member{"Punycode", str(shown)}, member{"Unicode", str(shown)})
}

func fqdn(_ *Object, _, shown string) value {
	return composed("Microsoft.Exchange.Data.Fqdn", shown, member{"Domain", str(shown)})
}

func domainOnly(_ *Object, _, shown string) value { return smtpDomain(shown) }

// identifier is a TlsCertificateName: an object of two names, unless its text is none that
// Exchange would take.
func identifier(_ *Object, _, shown string) value {
	rest, full := strings.CutPrefix(shown, "<I>")
	issuer, subject, both := strings.Cut(rest, "<S>")
	if !full {
		issuer = ""
	}
	if !both || !full && !strings.HasPrefix(shown, "<S>") {
		return str(shown)
	}
	issued := str(issuer)
	if issuer == "" {
		issued = value{}
	}
	return composed("Microsoft.Exchange.Data.SmtpX509Identifier", shown, member{"CertificateSubject", str(subject)}, member{"CertificateIssuer", issued}, member{"SubjectCommonName", smtpDomain(commonName(subject))})
}

// entry is a name in the directory.
func entry(shown, dn string) value {
	rdn, _, _ := strings.Cut(dn, ",")
	return composed("Microsoft.Exchange.Data.Directory.ADObjectId", shown, member{"OrgHierarchyToIgnore", value{}}, member{"IsDeleted", truth(false)}, member{"Rdn", str(rdn)},
		member{"DistinguishedName", str(dn)}, member{"IsRelativeDn", truth(false)}, member{"DomainId", str(domain)}, member{"PartitionFQDN", str(domain)},
		member{"ObjectGuid", str(guid(dn, 0))}, member{"Name", str(strings.TrimPrefix(rdn, "CN="))})
}

func serverID(shown string) value { return entry(shown, inServer(shown)) }

func inDirectory(_ *Object, _, shown string) value {
	return entry(shown, "CN="+shown[strings.LastIndexByte(shown, '/')+1:]+","+administrative)
}

func ownName(o *Object, _, shown string) value {
	if o.Kind == "ExchangeCertificate" {
		return str(shown)
	}
	return entry(shown, o.Text("DistinguishedName"))
}

// size has no member that says how large it is: ConvertTo-Json loses it.
func size(o *Object, name, shown string) value {
	v := composed("Microsoft.Exchange.Data.ByteQuantifiedSize", shown)
	if o.Kind == "SendConnector" {
		return unlimited("Microsoft.Exchange.Data.ByteQuantifiedSize", shown, v)
	}
	return v
}

func limit(_ *Object, _, shown string) value { return unlimited("System.Int32", shown, str(shown)) }

func unlimited(net, shown string, v value) value {
	none := shown == "Unlimited"
	if none {
		v = value{}
	} else if v.form == text {
		v = whole(number(shown))
	}
	return composed("Microsoft.Exchange.Data.Unlimited`1["+net+"]", shown, member{"IsUnlimited", truth(none)}, member{"Value", v})
}

func count(_ *Object, _, shown string) value { return whole(number(shown)) }

func span(_ *Object, _, shown string) value {
	var hours, minutes, seconds int64
	if _, err := fmt.Sscanf(shown, "%d:%d:%d", &hours, &minutes, &seconds); err != nil {
		panic(err)
	}
	total := hours*3600 + minutes*60 + seconds
	fraction := func(n int64) value { return value{form: real, text: fmt.Sprint(float64(total) / float64(n))} }
	return composed("Microsoft.Exchange.Data.EnhancedTimeSpan", shown, member{"Days", whole(0)}, member{"Hours", whole(hours)}, member{"Milliseconds", whole(0)}, member{"Minutes", whole(minutes)},
		member{"Seconds", whole(seconds)}, member{"Ticks", whole(total * 10_000_000)}, member{"TotalDays", fraction(86400)}, member{"TotalHours", fraction(3600)},
		member{"TotalMilliseconds", whole(total * 1000)}, member{"TotalMinutes", fraction(60)}, member{"TotalSeconds", whole(total)}, member{"Sign", whole(1)})
}

func instant(o *Object, name, _ string) value { return value{form: date, time: o.date(name)} }

func raw(_ *Object, _, shown string) value {
	data, err := base64.StdEncoding.DecodeString(shown)
	if err != nil {
		panic(err)
	}
	return value{form: blob, bytes: data, text: "System.Byte[]", net: "System.Byte[]"}
}

func x500(_ *Object, _, shown string) value {
	return composed("System.Security.Cryptography.X509Certificates.X500DistinguishedName", "System.Security.Cryptography.X509Certificates.X500DistinguishedName", member{"Name", str(shown)})
}

const publicKey = "System.Security.Cryptography.X509Certificates.PublicKey"

// algorithms are the object identifiers of the names that Windows shows.
var algorithms = map[string]string{
	"RSA": "1.2.840.113549.1.1.1", "ECC": "1.2.840.10045.2.1",
	"sha256RSA": "1.2.840.113549.1.1.11", "sha1RSA": "1.2.840.113549.1.1.5", "md5RSA": "1.2.840.113549.1.1.4",
}

func algorithm(shown string) value {
	return composed("System.Security.Cryptography.Oid", "System.Security.Cryptography.Oid", member{"Value", str(algorithms[shown])}, member{"FriendlyName", str(shown)})
}
