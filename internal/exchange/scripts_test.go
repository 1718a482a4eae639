package exchange

import (
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/google/go-cmp/cmp"
)

// TestWhatPublicScriptsWriteIsRecognised holds the names and columns that scripts which
// people find on the web give their exports.
func TestWhatPublicScriptsWriteIsRecognised(t *testing.T) {
	const print = "4A4B66E94A9195FA3344E34E01E6698C44C0A639"
	const lost = "Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPBinding]"
	tests := []struct {
		name, file, text string
		kind             string
		want             map[string]any // by property; nil for one that is not known
	}{
		{
			"one that copies connectors to another server: no Server and no Identity, sizes without a unit", "ReceiveConnectorExport_2026-11-20-08-30-00.csv",
			"\"RemoteIPRanges\",\"MaxHeaderSize\",\"Bindings\",\"Name\",\"DistinguishedName\",\"MaxMessageSize\",\"AuthMechanism\"\n" +
				"\"10.0.0.1;10.0.0.9\",\"128\",\"[::]:25;0.0.0.0:25\",\"Relay\",\"CN=Relay,CN=SMTP Receive Connectors,CN=Protocols,CN=EX01,CN=Servers,CN=x\",\"36\",\"Tls, Integrated\"\n",
			"ReceiveConnector", map[string]any{"identity": `EX01\Relay`, "Bindings": []any{"[::]:25", "0.0.0.0:25"}, "MaxMessageSize": nil, "MaxHeaderSize": nil},
		},
		{
			"a discovery of servers: certificates by the file's name", "discovery/EX01-ExchangeCertificate.csv",
			"\"CertificateDomains\",\"Services\",\"Status\",\"NotAfter\",\"Thumbprint\",\"Issuer\",\"Subject\",\"RawData\"\n" +
				"\"System.Collections.ObjectModel.ReadOnlyCollection`1[Microsoft.Exchange.Data.SmtpDomainWithSubdomains]\",\"IIS, SMTP\",\"Valid\",\"8/21/2027 10:43:54 AM\",\"" + print + "\",\"CN=CA\",\"CN=mail\",\"System.Byte[]\"\n",
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print, "CertificateDomains": nil, "Services": []any{"IIS", "SMTP"}},
		},
		{
			"the same with the day in the name", "EX01-ExchangeCertificate-20261120.csv", "Thumbprint,Subject,Issuer\n" + print + ",CN=mail,CN=CA\n",
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print},
		},
		{
			"the same with the day in front, and an underscore", "2026-11-20_EX01_ExchangeCertificate.csv", "Thumbprint,Subject,Issuer\n" + print + ",CN=mail,CN=CA\n",
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print},
		},
		{
			"the same with the moment behind, and an underscore", "EX-01_ExchangeCertificate_2026-11-20T083000.csv", "Thumbprint,Subject,Issuer\n" + print + ",CN=mail,CN=CA\n",
			"ExchangeCertificate", map[string]any{"identity": `EX-01\` + print},
		},
		{
			"the same with the time in the name", "ExchangeCertificates_2026-11-20_03-04-25_PM.csv", "Server,Thumbprint,Services,NotBefore,NotAfter\nex02,$p,SMTP,1/9/2026,8/21/2027\n",
			"ExchangeCertificate", map[string]any{"Server": "EX02"},
		},
		{
			"a discovery of the organization: its name is no server's", "discovery/CONTOSO-SendConnector.csv", "Name,AddressSpaces,SourceTransportServers,SmartHosts\nOut,System.Object[],System.Object[],relay.fabrikam.com\n",
			"SendConnector", map[string]any{"identity": "Out", "SourceTransportServers": nil},
		},
		{
			"a hybrid collector: the folder is no server's", "HybridConfigs_20261120/OnPremises/ReceiveConnectors.json",
			`{"Identity": {"Name": "In", "DistinguishedName": "CN=In,CN=SMTP Receive Connectors,CN=Protocols,CN=EX01,CN=Servers"}, "Name": "In", "Bindings": ["0.0.0.0:25"], "AuthMechanism": 1}`,
			"ReceiveConnector", map[string]any{"identity": `EX01\In`, "AuthMechanism": []any{"Tls"}},
		},
		{
			"a hybrid collector: certificates", "HybridConfigs_20261120/OnPremises/Get-ExchangeCertificate.json", `[{"Identity": "EX01.contoso.com\\` + print + `", "Thumbprint": "` + print + `", "Services": 24}]`,
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print},
		},
		{
			"an inventory: no server at all", "Exchange_IIS_Certificates.csv", "Thumbprint,Subject,Issuer,Services,NotAfter,FriendlyName\n" + print + ",CN=mail,CN=CA,\"IIS, SMTP\",8/21/2027 10:43:54 AM,mail\n",
			"ExchangeCertificate", map[string]any{"identity": `?\` + print, "FriendlyName": "mail"},
		},
		{
			"an inventory: connectors with a few columns", "Exchange_ReceiveConnectors.csv", "Name,Server,Bindings,Enabled\nIn,EX01," + lost + ",True\n",
			"ReceiveConnector", map[string]any{"identity": `EX01\In`, "Bindings": nil, "Enabled": true},
		},
		{
			"an inventory: send connectors", "Exchange_SendConnectors.csv", "Name,AddressSpaces,Enabled\nOut,System.Object[],True\n",
			"SendConnector", map[string]any{"identity": "Out", "AddressSpaces": nil, "Enabled": true},
		},
		{
			"a module: lists cut by bars, a name of one's own", "RecCons.csv", "Identity,Server,Enabled,RemoteIPRanges,Bindings,PermissionGroups,AuthMechanism\nEX01\\In,EX01,True,10.0.0.1|10.0.0.2,0.0.0.0:25,AnonymousUsers,Tls\n",
			"ReceiveConnector", map[string]any{"identity": `EX01\In`, "RemoteIPRanges": []any{"10.0.0.1", "10.0.0.2"}},
		},
		{
			"a report of certificates: names of its own", "ExchangeSMTPCerts.csv", "ServerName,Edition,CertSubject,CertFriendlyName,CertThumbprint,CertExpiryDate,DaysUntilExpiryText\nEX01,Standard,CN=mail,mail,$p,8/21/2027 10:43:54 AM,274\n",
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print, "Subject": "CN=mail", "FriendlyName": "mail", "NotAfter": "2027-08-21T10:43:54Z"},
		},
		{
			"a cookbook: Expires for NotAfter", "health.csv", "Server,Status,CertificateDomains,Thumbprint,IsSelfSigned,Expires,DaysLeft\nEX01,Valid,{mail.contoso.com},$p,False,8/21/2027 10:43:54 AM,274\n",
			"ExchangeCertificate", map[string]any{"identity": `EX01\` + print, "NotAfter": "2027-08-21T10:43:54Z", "CertificateDomains": []any{"mail.contoso.com"}},
		},
		{
			"a backup in CLIXML", "Exported-Receive-Connectors.xml",
			`<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector</T></TN><Props><S N="Name">In</S><Obj N="Server" RefId="1"><ToString>EX01</ToString></Obj><B N="Enabled">true</B></Props></Obj></Objs>`,
			"ReceiveConnector", map[string]any{"identity": `EX01\In`},
		},
		{
			"a baseline: lists lost", "ReceiveConnectors_Baseline.csv", "\"PSComputerName\",\"Server\",\"Name\",\"Bindings\",\"AuthMechanism\"\n\"ex01.contoso.com\",\"EX01\",\"In\",\"" + lost + "\",\"Tls\"\n",
			"ReceiveConnector", map[string]any{"identity": `EX01\In`, "Bindings": nil},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := Read(t.Context(), []*document.File{decoded(t, test.file, strings.ReplaceAll(test.text, "$p", print))}, ingest.Options{AsOf: Now})
			for _, flaw := range append(reading.Errors, reading.Unrecognized...) {
				t.Error(flaw.Message)
			}
			objects := reading.Organization.Objects(test.kind)
			if len(objects) != 1 {
				t.Fatalf("%d objects", len(objects))
			}
			got := map[string]any{}
			for property := range test.want {
				got[property], _ = objects[0].Value(property)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAReportOfHealthCheckerIsNoExport(t *testing.T) {
	const report = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>System.Management.Automation.PSCustomObject</T></TN><MS>
<Obj N="HealthCheckerExchangeServer" RefId="1"><MS><Obj N="ExchangeConnectors" RefId="2"><LST><Obj RefId="3"><MS><S N="Identity">EX01\In</S><S N="Name">In</S><Nil N="SmartHosts" /><Nil N="AddressSpaces" /><Nil N="TlsAuthLevel" /><S N="TransportRole">FrontendTransport</S></MS></Obj></LST></Obj></MS></Obj>
</MS></Obj></Objs>`
	reading := Read(t.Context(), []*document.File{decoded(t, "HealthChecker-EX01-20261120083000.xml", report)}, ingest.Options{AsOf: Now})
	if len(reading.Unrecognized) != 1 || len(reading.Organization.Objects("SendConnector")) > 0 {
		t.Errorf("%+v: %+v", reading.Unrecognized, reading.Organization.All())
	}
}

func decoded(t *testing.T, name, text string) *document.File {
	t.Helper()
	file, err := export.Decode(t.Context(), name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return file
}
