package ingest

import (
	"strconv"

	"github.com/exchlint/exchlint/internal/cert/serialized"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// readSerialized reads what Exchange's shell packed beside a certificate, which is all
// that Export-Clixml keeps of Exchange's own properties.
func (r *Record) readSerialized(note document.Value) {
	data, err := rawBytes(note)
	if r.Kind.Name != "ExchangeCertificate" || len(data) == 0 || err != nil {
		return
	}
	packed, err := serialized.Parse(data)
	if err != nil {
		return // nothing of it is known, as if it were not there
	}
	r.packed, r.inside = &packed, readDER(packed.DER)
}

// fillSerialized gives a certificate what its record lacks and the note has.
func fillSerialized(o *model.Object, c *serialized.Certificate) {
	if c == nil {
		return
	}
	fillNumber(o, "Services", c.Services)
	fillNumber(o, "Status", c.Status)
	fillNumber(o, "RootCAType", c.RootCAType)
	fillTruth(o, "IsSelfSigned", c.SelfSigned)
	fillTruth(o, "PrivateKeyExportable", c.PrivateKeyExportable)
	fillTruth(o, "HasPrivateKey", c.HasKey)
	if c.FriendlyName != nil && *c.FriendlyName != "" {
		o.FillIn("FriendlyName", *c.FriendlyName)
	}
}

func fillTruth(o *model.Object, property string, value *bool) {
	if value != nil {
		o.FillIn(property, *value)
	}
}

// fillNumber gives an enum or a set of flags its value by number.
func fillNumber(o *model.Object, property string, value *int64) {
	i, ok := o.Kind.Index(property)
	if value == nil || !ok {
		return
	}
	p := &o.Kind.Properties[i]
	if p.Reader == "enum" {
		if name, known := p.ValueName(strconv.FormatInt(*value, 10)); known {
			o.FillIn(property, name)
		}
		return
	}
	if names, err := p.FlagNames(int(*value)); err == nil {
		o.FillIn(property, names)
	}
}
