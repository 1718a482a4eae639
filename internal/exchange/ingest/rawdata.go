package ingest

import (
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/cert"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
)

// contents is what the bytes of a certificate tell, or why they tell nothing. nil stands
// for no bytes.
type contents struct {
	certificate cert.Certificate
	err         error
}

// readRawData reads a certificate's own bytes.
func readRawData(raw document.Value) *contents {
	data, err := rawBytes(raw)
	if err != nil {
		return &contents{err: err}
	}
	return readDER(data)
}

func readDER(data []byte) *contents {
	if len(data) == 0 {
		return nil
	}
	c, err := cert.Parse(data)
	return &contents{c, err}
}

// fillContents fills what an export lacks of a certificate from the certificate's own
// bytes. What Exchange itself wrote stays: it is what it compares. What the bytes can't
// tell becomes a gap that says why.
func fillContents(o *model.Object, c *contents) {
	if c == nil {
		return
	}
	for property, value := range toldBy(c.certificate) {
		switch why := c.certificate.Unread[property]; {
		case c.err != nil:
			o.ExplainUnknown(property, "the export has no such property, and RawData can't tell: "+c.err.Error())
		case why != "":
			o.ExplainUnknown(property, "the certificate's bytes don't tell: "+why)
		default:
			o.FillIn(property, value)
		}
	}
}

// toldBy returns what a certificate's bytes tell, as the properties that Exchange shows
// it in.
func toldBy(c cert.Certificate) map[string]any {
	return map[string]any{
		"Subject": c.Subject, "Issuer": c.Issuer, "SerialNumber": c.SerialNumber, "Thumbprint": c.Thumbprint,
		"NotBefore": c.NotBefore.Format(time.RFC3339), "NotAfter": c.NotAfter.Format(time.RFC3339),
		"CertificateDomains": values.AsList(c.Names), "IsSelfSigned": c.SelfSigned, "SignatureAlgorithm": c.SignatureAlgorithm,
		"PublicKey": c.KeyAlgorithm, "PublicKeySize": int64(c.KeySize), "EnhancedKeyUsageList": values.AsList(c.Usages),
	}
}

// rawBytes returns the bytes of RawData: an array of numbers, as ConvertTo-Json writes
// it, the same as the text of a calculated column, or base64, as CLIXML has it. There are
// none where the export has no value. The error is about anything else.
func rawBytes(raw document.Value) ([]byte, error) {
	switch raw.Kind {
	case document.Object:
		if list, ok := memberOf(raw.Fields(), "value"); ok && list.Kind == document.Array {
			return rawBytes(list)
		}
	case document.Array:
		return numbers(strings.Trim(raw.Raw(), "[] \t\r\n"))
	case document.Null:
		return nil, nil
	}
	text, err := scalar(raw)
	switch {
	case err != nil:
		return nil, err
	case len(text) > MaxCertificate:
		return nil, errTooLong
	case listed.MatchString(text):
		return numbers(text)
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil, fmt.Errorf("%q is neither base64 nor a list of bytes", values.Clip(text))
	}
	return data, nil
}

var (
	errTooLong = errors.New("it is longer than any certificate")
	listed     = regexp.MustCompile(`^\s*\d{1,3}([\s,;]+\d{1,3})+\s*$`)
)

func numbers(text string) ([]byte, error) {
	if len(text) > MaxCertificate {
		return nil, errTooLong
	}
	var data []byte
	for _, part := range values.SplitPlain(text) {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil {
			return nil, fmt.Errorf("%q in it is not a byte", values.Clip(part))
		}
		data = append(data, byte(n))
	}
	return data, nil
}
