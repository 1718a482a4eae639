package exchange

import (
	"encoding/base64"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
)

// FuzzRead makes an organization of anything: whatever comes of it is as the schemas
// say, and no value is both known and missing.
func FuzzRead(f *testing.F) {
	f.Add("ReceiveConnector.json", list(receive("EX01", "In", pinned), receive("EX02", "In", "")))
	f.Add("x.json", `{"ExchangeCertificate": `+list(certified("EX01", "A", ""), selfSigned("EX02", "B"))+`, "SendConnector": [{"Name": "Out", "SourceTransportServers": "EX01;EX02", `+pinned+`}]}`)
	f.Add("EX01-ExchangeCertificate.csv", "Thumbprint;NotAfter;NotBefore;Services;Subject;Issuer\n4A4B66E94A9195FA3344E34E01E6698C44C0A639;11.07.2026;01/02/2026;IP.WS..;CN=a;CN=b\n")
	f.Add("SendConnectors.csv", "Name,AddressSpaces,MaxMessageSize,TlsAuthLevel\nOut,\"SMTP:*;1\",Unlimited,\n")
	f.Add("ReceiveConnectors.json", `["EX01\\In", {"value": [{"Name": "x", "Bindings": {}, "RemoteIPRanges": "a-b"}], "Count": 1}]`)
	f.Add("ReceiveConnector.json", list(listener("A", "FrontendTransport", "0.0.0.0:25,x", "0.0.0.0/0,9-1"), listener("B", "HubTransport", "10.0.0.1:25", "10.0.0.1-10.0.0.3"), listener("C", "HubTransport", "[::]:25,10.0.0.1:25", "10.0.0.2-10.0.0.4")))
	f.Add("ExchangeCertificate.json", `[{"PSComputerName": "ex01", "RawData": "`+base64.StdEncoding.EncodeToString(bare(f))+`", "PublicKey": {"Oid": "RSA"}, "EnhancedKeyUsageList": "1.2.3;4.5.6"}]`)
	f.Fuzz(func(t *testing.T, name, text string) {
		file, err := export.Decode(t.Context(), name, []byte(text))
		if err != nil {
			return
		}
		organization := Read(t.Context(), []*document.File{file}, ingest.Options{AsOf: Now}).Organization
		matchesSchemas(t, organization)
		for _, object := range organization.All() {
			for i, property := range object.Kind.Properties {
				if datum := object.Datum(i); object.HasGap(i) && datum != nil && !datum.Open {
					t.Errorf("%s of %s is %v, and missing", property.Name, object.Identity, object.Datum(i).Value)
				}
			}
		}
	})
}
