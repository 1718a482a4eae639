// Package serialized reads what Exchange's shell packs beside a certificate:
// SerializationData, a note that Export-Clixml keeps.
//
// A certificate in CLIXML has one property, its bytes. What Exchange adds to it, Services,
// Status and the rest, is in this note, in the binary format of .NET's BinaryFormatter
// (MS-NRBF). That format can describe any object at all and is notorious for what its
// readers were made to do; this one knows the few records that occur here, builds nothing
// but numbers, texts and bytes, and takes anything else for 'not known'.
package serialized

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// Certificate is what SerializationData says of a certificate. A nil member is one that it
// doesn't say, or that could not be read.
type Certificate struct {
	Services, Status, RootCAType             *int64 // numbers of Exchange's enums
	SelfSigned, PrivateKeyExportable, HasKey *bool
	Identity, FriendlyName                   *string
	DER                                      []byte
}

// Parse reads SerializationData, with or without the signature that servers put round it
// since November 2023. The error is about data of which nothing could be read.
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
		SelfSigned: truth(root["SelfSigned"]), PrivateKeyExportable: truth(root["PrivateKeyExportable"]),
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

func truth(value any) *bool {
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
// bytes. A key's provider among them is what makes HasPrivateKey true.
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
	if len(data) == 0 && c.DER != nil { // all of it was read, so a key would have been seen
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
