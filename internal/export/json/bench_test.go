package json_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/exporttest"
)

// BenchmarkJSON reads ten megabytes of connectors: checked alone, checked and walked
// to the last value, and by encoding/json, as a measure.
func BenchmarkJSON(b *testing.B) {
	data := []byte(manyConnectors(10 << 20))
	run := func(name string, read func() error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("decode", func() error {
		_, err := export.Decode(b.Context(), "rc.json", data)
		return err
	})
	run("decode and fields", func() error {
		f, err := export.Decode(b.Context(), "rc.json", data)
		for _, connector := range f.Values[0].Items() {
			connector.Fields()
		}
		return err
	})
	run("decode and walk", func() error {
		f, err := export.Decode(b.Context(), "rc.json", data)
		exporttest.Walk(f.Values[0])
		return err
	})
	run("encoding/json valid", func() error {
		if !json.Valid(data) {
			return fmt.Errorf("not valid")
		}
		return nil
	})
	run("encoding/json", func() error {
		var v any
		return json.Unmarshal(data, &v)
	})
}

func manyConnectors(size int) string {
	var b strings.Builder
	b.WriteString("[\r\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `    {
        "AuthMechanism":  31,
        "Bindings":  [
                         "[::]:25",
                         "0.0.0.0:25"
                     ],
        "Fqdn":  {
                     "Domain":  "ex%02d.contoso.lab"
                 },
        "DistinguishedName":  "CN=Default Frontend EX%02[1]d,CN=SMTP Receive Connectors,CN=Protocols,CN=EX%02[1]d,CN=Servers,CN=Exchange Administrative Group,DC=contoso,DC=lab",
        "TlsCertificateName":  "\u003cI\u003eCN=Contoso Issuing CA\u003cS\u003eCN=mail.contoso.com",
        "WhenChangedUTC":  "\/Date(1700000000000)\/",
        "RawData":  [
                        48,
                        130,
                        3,
                        7
                    ],
        "Enabled":  true,
        "DefaultDomain":  null
    },
`, i)
	}
	return b.String() + "    null\r\n]\r\n"
}
