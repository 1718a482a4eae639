package exchange

import (
	"strconv"

	"github.com/exchlint/exchlint/internal/cert/serialized"
	"github.com/exchlint/exchlint/internal/export/document"
)

// readSerialized reads what Exchange's shell packed beside a certificate, which is all
// that Export-Clixml keeps of Exchange's own properties.
func (r *record) readSerialized(note document.Value) {
	data, err := rawBytes(note)
	if r.kind.Name != "ExchangeCertificate" || len(data) == 0 || err != nil {
		return
	}
	packed, err := serialized.Parse(data)
	if err != nil {
		return // nothing of it is known, as if it were not there
	}
	r.packed, r.inside = &packed, readDER(packed.DER)
}

// fillSerialized gives a certificate what its record lacks and the note has.
func (o *Object) fillSerialized(c *serialized.Certificate) {
	if c == nil {
		return
	}
	o.fillNumber("Services", c.Services)
	o.fillNumber("Status", c.Status)
	o.fillNumber("RootCAType", c.RootCAType)
	o.fillTruth("IsSelfSigned", c.SelfSigned)
	o.fillTruth("PrivateKeyExportable", c.PrivateKeyExportable)
	o.fillTruth("HasPrivateKey", c.HasKey)
	if c.FriendlyName != nil && *c.FriendlyName != "" {
		o.fill("FriendlyName", *c.FriendlyName)
	}
}

func (o *Object) fillTruth(property string, value *bool) {
	if value != nil {
		o.fill(property, *value)
	}
}

// fillNumber gives an enum or a set of flags its value by number.
func (o *Object) fillNumber(property string, value *int64) {
	i, ok := o.Kind.Index(property)
	if value == nil || !ok {
		return
	}
	p := &o.Kind.Properties[i]
	if p.Reader == "enum" {
		if name, known := enumName(p, strconv.FormatInt(*value, 10)); known {
			o.fill(property, name)
		}
		return
	}
	if names, err := flagNames(int(*value), p); err == nil {
		o.fill(property, names)
	}
}
