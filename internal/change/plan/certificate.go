package plan

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"time"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// ReadCertificate reads the public part of a certificate: PEM, DER, or a record as exported.
func ReadCertificate(ctx context.Context, name string, data []byte, asOf time.Time) (*model.Object, error) {
	if der := derIn(data); der != nil {
		record := map[string]string{"RawData": base64.StdEncoding.EncodeToString(der), "Server": "?"}
		text, err := json.Marshal(record)
		if err != nil {
			return nil, err
		}
		name, data = "ExchangeCertificate.json", text
	}
	intake := exchange.NewIntake(ctx, ingest.Options{AsOf: asOf})
	files, err := export.Read(ctx, name, source.Bytes(data), export.NewSlots(1), intake.Take, intake.Discard)
	if err != nil {
		return nil, err
	}
	found := intake.Organization([][]*document.File{files}).Organization.Objects("ExchangeCertificate")
	if len(found) != 1 {
		return nil, errors.New("not the public part of one certificate (PEM or DER), or its record as exported")
	}
	return found[0], nil
}

// derIn returns the bytes of a certificate in PEM or DER; nil where it is neither.
func derIn(data []byte) []byte {
	if block, _ := pem.Decode(data); block != nil {
		return block.Bytes
	}
	if bytes.HasPrefix(data, []byte{0x30, 0x82}) || bytes.HasPrefix(data, []byte{0x30, 0x81}) {
		return data
	}
	return nil
}
