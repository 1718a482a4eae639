package certificate

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Store is what a serialized certificate of Windows tells: what the certificate store
// keeps beside a certificate.
type Store struct {
	HasPrivateKey bool   // the store knows where the private key is
	FriendlyName  string // empty if the store has none
	DER           []byte // the certificate, for Parse; a part of the data that was read
}

// The properties that matter here (wincrypt.h: CERT_KEY_PROV_INFO_PROP_ID,
// CERT_FRIENDLY_NAME_PROP_ID), and the number that the certificate itself goes by.
const (
	keyProviderInfo = 2
	friendlyName    = 11
	encoded         = 32
)

// Serialized reads a certificate as CertSerializeCertificateStoreElement writes it:
// records of a property's number, the encoding type 1, a length and as many bytes, all
// numbers with 32 bits and the least byte first. With an error, what was read before it
// is returned; that there is no private key is then not known.
func Serialized(data []byte) (Store, error) {
	var s Store
	for len(data) > 0 {
		if len(data) < 12 {
			return s, errors.New("the serialized certificate ends within a record")
		}
		property, encoding, length := number(data), number(data[4:]), number(data[8:])
		data = data[12:]
		if encoding != 1 || uint64(length) > uint64(len(data)) {
			return s, fmt.Errorf("record %d of the serialized certificate can't be read", property)
		}
		s.keep(property, data[:length])
		data = data[length:]
	}
	if s.DER == nil {
		return s, errors.New("the serialized certificate holds no certificate")
	}
	return s, nil
}

func (s *Store) keep(property uint32, value []byte) {
	switch property {
	case keyProviderInfo:
		s.HasPrivateKey = true
	case friendlyName:
		s.FriendlyName = untilNUL(utf16Text(value, binary.LittleEndian))
	case encoded:
		s.DER = value
	}
}

func number(data []byte) uint32 { return binary.LittleEndian.Uint32(data) }

// untilNUL cuts a text where C would.
func untilNUL(text string) string {
	for i := range len(text) {
		if text[i] == 0 {
			return text[:i]
		}
	}
	return text
}
