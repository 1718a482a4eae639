package exchange

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/der"
	"github.com/exchlint/exchlint/internal/export"
)

// mostRawData bounds the bytes of one certificate. Real ones have two thousand.
const mostRawData = 1 << 16

// readRawData fills what an export lacks of a certificate from the certificate's own
// bytes. What Exchange itself wrote stays: it is what it compares.
func (o *Object) readRawData(data []byte) {
	if len(data) == 0 {
		return
	}
	c, err := der.Parse(data)
	if err != nil {
		return
	}
	o.fill("Subject", c.Subject)
	o.fill("Issuer", c.Issuer)
	o.fill("SerialNumber", c.SerialNumber)
	o.fill("Thumbprint", c.Thumbprint)
	o.fill("NotBefore", c.NotBefore.Format(time.RFC3339))
	o.fill("NotAfter", c.NotAfter.Format(time.RFC3339))
	o.fill("CertificateDomains", asList(c.Names))
	o.fill("IsSelfSigned", c.SelfSigned)
	if c.KeySize > 0 {
		o.fill("PublicKeySize", int64(c.KeySize))
	}
}

// fill gives a property a value if it has none.
func (o *Object) fill(property string, value any) {
	if i, ok := o.Kind.Index(property); ok && o.values[i] == nil {
		o.values[i] = value
		delete(o.gaps, i)
	}
}

// rawBytes returns the bytes of RawData: an array of numbers, as ConvertTo-Json writes
// it, or base64, as CLIXML does. nil for anything else.
func rawBytes(raw export.Value) []byte {
	switch raw.Kind {
	case export.Object:
		if list, ok := memberOf(raw.Fields(), "value"); ok && list.Kind == export.Array {
			return rawBytes(list)
		}
	case export.Array:
		return numbers(strings.Trim(raw.Raw(), "[] \t\r\n"))
	case export.String:
		text := strings.Join(strings.Fields(raw.Text()), "")
		if data, err := base64.StdEncoding.DecodeString(text); err == nil && len(data) <= mostRawData {
			return data
		}
	}
	return nil
}

func numbers(text string) []byte {
	if len(text) > 64*mostRawData {
		return nil
	}
	var data []byte
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 8)
		if err != nil {
			return nil
		}
		data = append(data, byte(n))
	}
	return data
}
