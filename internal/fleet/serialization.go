package fleet

import (
	"encoding/base64"
	"encoding/binary"
	"unicode/utf16"
)

// serialize makes the note that Exchange's shell puts beside a certificate: an object in
// the format of .NET's BinaryFormatter (MS-NRBF), with the members that Exchange has.
func serialize(o *Object) []byte {
	const store, identity = 3, 4
	s := stream("\x00\x01\x00\x00\x00\xff\xff\xff\xff\x01\x00\x00\x00\x00\x00\x00\x00") // header: the root is object 1
	s.record(12, 2)                                                                     // a library
	s.text("Microsoft.Exchange.Management, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35")
	s.record(5, 1)
	s.text("Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate")
	names := []string{"CertData", "SelfSigned", "Status", "RootCAType", "Services", "PrivateKeyExportable", "Identity"}
	s.number(len(names))
	for _, name := range names {
		s.text(name)
	}
	s = append(s, 7, 0, 4, 4, 4, 0, 1) // the members' types, and what some need to say more:
	s = append(s, 2, 1)                // an array of bytes, a truth
	for _, enum := range []string{"CertificateStatus", "CertificateAuthorityType", "AllowedServices"} {
		s.text("Microsoft.Exchange.Management.SystemConfigurationTasks." + enum)
		s.number(2)
	}
	s = append(s, 1)
	s.number(2)
	s.record(9, store)
	s.truth(o.Text("IsSelfSigned"))
	for i, name := range []string{"Status", "RootCAType", "Services"} {
		s.enum(10+i, o.value(Property{name, o.Text(name)}).number)
	}
	s.truth(o.Text("PrivateKeyExportable"))
	s.record(6, identity)
	s.text(o.Text("Identity"))
	data := certificateStore(o)
	s.record(15, store)
	s.number(len(data))
	s = append(append(s, 2), data...)
	return append(s, 11)
}

type stream []byte

func (s *stream) number(n int) { *s = binary.LittleEndian.AppendUint32(*s, uint32(n)) }

func (s *stream) record(kind byte, id int) {
	*s = append(*s, kind)
	s.number(id)
}

func (s *stream) text(text string) {
	*s = binary.AppendUvarint(*s, uint64(len(text)))
	*s = append(*s, text...)
}

func (s *stream) truth(text string) {
	b := byte(0)
	if text == "True" {
		b = 1
	}
	*s = append(*s, b)
}

// enum is an object of one member.
func (s *stream) enum(id int, number int64) {
	s.record(5, id)
	s.text("Enum")
	s.number(1)
	s.text("value__")
	*s = append(*s, 0, 8)
	s.number(2)
	s.number(int(number))
}

// certificateStore is a certificate as Windows serializes it: the properties that it gives
// a certificate (wincrypt.h), and then its bytes.
func certificateStore(o *Object) []byte {
	const keyProvider, friendlyName, certificate = 2, 11, 32
	var data []byte
	add := func(id int, value []byte) {
		for _, n := range []int{id, 1, len(value)} {
			data = binary.LittleEndian.AppendUint32(data, uint32(n))
		}
		data = append(data, value...)
	}
	if o.Text("HasPrivateKey") == "True" {
		add(keyProvider, make([]byte, 64))
	}
	var name []byte
	for _, unit := range append(utf16.Encode([]rune(o.Text("FriendlyName"))), 0) {
		name = binary.LittleEndian.AppendUint16(name, unit)
	}
	add(friendlyName, name)
	der, err := base64.StdEncoding.DecodeString(o.Text("RawData"))
	if err != nil {
		panic(err)
	}
	add(certificate, der)
	return data
}
