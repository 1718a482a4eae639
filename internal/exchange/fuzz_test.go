package exchange

import (
	"encoding/base64"
	"slices"
	"testing"

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
		organization := Read(t.Context(), []*document.File{file}, Options{AsOf: now}).Organization
		matchesSchemas(t, organization)
		for _, object := range organization.All() {
			for i, property := range object.Kind.Properties {
				if object.told(i) != nil && object.Datum(i) != nil {
					t.Errorf("%s of %s is %v, and missing", property.Name, object.Identity, object.Datum(i).Value)
				}
			}
		}
	})
}

// FuzzRanges holds that ranges, however they are written, cover the same addresses when
// they are merged, and that what is written of one is read as the same.
func FuzzRanges(f *testing.F) {
	f.Add("10.0.0.0/24", "10.0.1.0-10.0.1.255")
	f.Add("192.168.1.7(255.255.255.0)", "192.168.1.9")
	f.Add("::/0", "255.255.255.255")
	f.Add("fe80::1%11", "fe80::0-fe80::ffff")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, defectA := parseRange(first)
		b, defectB := parseRange(second)
		if defectA != "" || defectB != "" {
			return
		}
		merged := united([]ipRange{a, b})
		for _, r := range merged {
			if again, defect := parseRange(r.String()); again != r {
				t.Errorf("%v is read as %v (%s)", r, again, defect)
			}
		}
		for _, r := range []ipRange{a, b} {
			if !slices.ContainsFunc(merged, func(m ipRange) bool { return m.contains(r) }) {
				t.Errorf("%v is not in %v", r, merged)
			}
		}
		if len(merged) == 1 && (!merged[0].contains(a) || merged[0].low != a.low && merged[0].low != b.low) {
			t.Errorf("%v and %v became %v", a, b, merged)
		}
	})
}
