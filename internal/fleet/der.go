package fleet

import (
	"crypto/sha1"
	"encoding/asn1"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// Certificates are put together byte by byte: crypto/x509 would want real keys, whose
// making takes time and differs from run to run. Modulus and signature are bytes that look
// like ones; nobody who reads an export could verify them.

// bytesOf makes as many bytes of a text as are wanted.
func bytesOf(text string, length int) []byte {
	var all []byte
	for i := 0; len(all) < length; i++ {
		sum := hash(text, i)
		all = append(all, sum[:]...)
	}
	return all[:length]
}

func fingerprint(data []byte) []byte {
	sum := sha1.Sum(data)
	return sum[:]
}

// keys is how many different keys an organization's certificates have.
const keys = 16

// keyOf returns the modulus of a certificate's key: 2048 bits, odd.
func keyOf(serial string) []byte {
	sum := hash(serial, 0)
	modulus := bytesOf("key", 256+int(sum[0]%keys))[sum[0]%keys:]
	modulus[0] |= 0x80
	modulus[255] |= 1
	return modulus
}

func tagged(tag byte, parts ...[]byte) []byte {
	content := slices.Concat(parts...)
	length := []byte{0x82, byte(len(content) >> 8), byte(len(content))}
	switch {
	case len(content) < 128:
		length = length[2:]
	case len(content) < 256:
		length = []byte{0x81, length[2]}
	}
	return slices.Concat([]byte{tag}, length, content)
}

func sequence(parts ...[]byte) []byte { return tagged(0x30, parts...) }

func oid(numbers ...int) []byte {
	data, err := asn1.Marshal(asn1.ObjectIdentifier(numbers))
	if err != nil {
		panic(err)
	}
	return data
}

var (
	rsaKey    = sequence(oid(1, 2, 840, 113549, 1, 1, 1), []byte{5, 0})
	sha256RSA = sequence(oid(1, 2, 840, 113549, 1, 1, 11), []byte{5, 0})
	keyUsage  = sequence(oid(2, 5, 29, 15), []byte{1, 1, 0xff}, tagged(4, []byte{3, 2, 5, 0xa0}))
	noCA      = sequence(oid(2, 5, 29, 19), []byte{1, 1, 0xff}, tagged(4, sequence()))
)

// der makes the bytes of a certificate (RFC 5280, section 4.1) from its properties.
func der(o *Object) []byte {
	serial, err := hex.DecodeString(o.Text("SerialNumber"))
	if err != nil {
		panic(err)
	}
	serial[0] &= 0x7f
	serial[0] |= 0x01
	o.put("SerialNumber", strings.ToUpper(hex.EncodeToString(serial)))
	key := keyOf(o.Text("SerialNumber"))
	extensions := [][]byte{keyUsage, uses(o.Text("EnhancedKeyUsageList")), noCA}
	if names := o.Text("CertificateDomains"); names != "" {
		extensions = append(extensions, alternatives(strings.Split(names, "\n")))
	}
	body := sequence(
		tagged(0xa0, []byte{2, 1, 2}), tagged(2, serial), sha256RSA,
		distinguished(o.Text("Issuer")), sequence(validity(o.date("NotBefore")), validity(o.date("NotAfter"))), distinguished(o.Text("Subject")),
		sequence(rsaKey, tagged(3, []byte{0}, sequence(tagged(2, []byte{0}, key), []byte{2, 3, 1, 0, 1}))),
		tagged(0xa3, sequence(extensions...)),
	)
	return sequence(body, sha256RSA, tagged(3, []byte{0}, bytesOf(o.Text("SerialNumber"), 256)))
}

func validity(t time.Time) []byte {
	if t.Year() >= 2050 {
		return tagged(24, []byte(t.Format("20060102150405Z")))
	}
	return tagged(23, []byte(t.Format("060102150405Z")))
}

// uses writes the extended key usages: server authentication, the client's, or both.
func uses(shown string) []byte {
	var list [][]byte
	for use := range strings.SplitSeq(shown, "\n") {
		if use == serverUse {
			list = append(list, oid(1, 3, 6, 1, 5, 5, 7, 3, 1))
		} else {
			list = append(list, oid(1, 3, 6, 1, 5, 5, 7, 3, 2))
		}
	}
	return sequence(oid(2, 5, 29, 37), tagged(4, sequence(list...)))
}

func alternatives(names []string) []byte {
	var list [][]byte
	for _, name := range names {
		list = append(list, tagged(0x82, []byte(name)))
	}
	return sequence(oid(2, 5, 29, 17), tagged(4, sequence(list...)))
}

var attributes = map[string][]byte{
	"CN": oid(2, 5, 4, 3), "C": oid(2, 5, 4, 6), "L": oid(2, 5, 4, 7), "S": oid(2, 5, 4, 8), "O": oid(2, 5, 4, 10), "OU": oid(2, 5, 4, 11),
	"DC": oid(0, 9, 2342, 19200300, 100, 1, 25),
}

// distinguished writes a name, which .NET shows from its last part to its first.
func distinguished(name string) []byte {
	var parts [][]byte
	for part := range strings.SplitSeq(name, ", ") {
		key, value, _ := strings.Cut(part, "=")
		tag := byte(12) // UTF8String
		switch key {
		case "C":
			tag = 19 // PrintableString
		case "DC":
			tag = 22 // IA5String
		}
		parts = append(parts, tagged(0x31, sequence(attributes[key], tagged(tag, []byte(value)))))
	}
	slices.Reverse(parts)
	return sequence(parts...)
}
