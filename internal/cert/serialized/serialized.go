// Package serialized reads SerializationData, a property that Exchange's shell adds to a
// certificate and Export-Clixml keeps.
//
// A certificate in CLIXML has one other property, its bytes. What Exchange knows besides,
// Services, Status and the rest, is in this one, in the binary format of .NET's
// BinaryFormatter (MS-NRBF). The format can describe any object, and general readers of it
// can be made to run code. This one knows only the few records that occur here, builds only
// numbers, strings and bytes, and reports everything else as unknown.
package serialized

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// Certificate holds the values of SerializationData. A nil member is absent, or could not be
// read.
type Certificate struct {
	Services, Status, RootCAType             *int64 // numbers of Exchange's enums
	SelfSigned, PrivateKeyExportable, HasKey *bool
	Identity, FriendlyName                   *string
	DER                                      []byte
}

// Parse reads SerializationData, with or without the signature that servers add since
// November 2023. It returns an error only if nothing could be read.
func Parse(data []byte) (Certificate, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("#sig#")); ok && len(rest) > 4 {
		length := binary.LittleEndian.Uint32(rest)
		if rest = rest[4:]; uint64(length) <= uint64(len(rest)) {
			rest = rest[:length]
		}
		data = rest
	}
	r := &reader{data: data, classes: map[int32]class{}, objects: map[int32]any{}}
	r.stream()
	root, ok := r.objects[r.root].(object)
	if !ok {
		return Certificate{}, errors.New("SerializationData holds no object that can be read")
	}
	c := Certificate{
		Services: r.enum(root["Services"]), Status: r.enum(root["Status"]), RootCAType: r.enum(root["RootCAType"]),
		SelfSigned: boolean(root["SelfSigned"]), PrivateKeyExportable: boolean(root["PrivateKeyExportable"]),
	}
	if identity, ok := r.resolve(root["Identity"]).(string); ok {
		c.Identity = &identity
	}
	if store, ok := r.resolve(root["CertData"]).([]byte); ok {
		c.readStore(store)
	}
	return c, nil
}

func (r *reader) enum(value any) *int64 {
	o, ok := r.resolve(value).(object)
	n, isNumber := o["value__"].(int64)
	if !ok || !isNumber {
		return nil
	}
	return &n
}

func boolean(value any) *bool {
	b, ok := value.(bool)
	if !ok {
		return nil
	}
	return &b
}

// The properties of a serialized certificate of Windows that matter here (wincrypt.h:
// CERT_KEY_PROV_INFO_PROP_ID, CERT_FRIENDLY_NAME_PROP_ID, CERT_CERT_PROP_ID).
const (
	keyProvider  = 2
	friendlyName = 11
	certificate  = 32
)

// readStore reads a serialized certificate: records of a number, 1, a length and as many
// bytes. HasPrivateKey is true if the provider of a key is among them.
func (c *Certificate) readStore(data []byte) {
	hasKey := false
	for len(data) >= 12 {
		id, length := binary.LittleEndian.Uint32(data), binary.LittleEndian.Uint32(data[8:])
		if data = data[12:]; uint64(length) > uint64(len(data)) {
			return
		}
		switch value := data[:length]; id {
		case keyProvider:
			hasKey = true
		case friendlyName:
			name := utf16Text(value)
			c.FriendlyName = &name
		case certificate:
			c.DER = bytes.Clone(value)
		}
		data = data[length:]
	}
	if len(data) == 0 && c.DER != nil { // all of it was read, so no key was missed
		c.HasKey = &hasKey
	}
}

func utf16Text(data []byte) string {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		unit := binary.LittleEndian.Uint16(data)
		if unit == 0 {
			break
		}
		units = append(units, unit)
	}
	return string(utf16.Decode(units))
}
