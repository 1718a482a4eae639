package values

import (
	"cmp"
	"math/big"
	"math/bits"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// ipRange is one entry of RemoteIPRanges: all addresses from low to high.
type IPRange struct{ Low, High netip.Addr }

// parseRange reads an entry in any of the forms that Exchange takes: an address,
// low-high, CIDR (with host bits set, too), and address(netmask). defect says why it
// is none of these.
func ParseRange(text string) (r IPRange, defect string) {
	text = strings.TrimSpace(text)
	if address, err := netip.ParseAddr(text); err == nil {
		return between(address, address)
	}
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return OfPrefix(prefix), ""
	}
	if address, mask, ok := strings.Cut(strings.TrimSuffix(text, ")"), "("); ok {
		return ofMask(address, mask)
	}
	first, last, ok := strings.Cut(text, "-")
	low, err1 := netip.ParseAddr(strings.TrimSpace(first))
	high, err2 := netip.ParseAddr(strings.TrimSpace(last))
	if !ok || err1 != nil || err2 != nil {
		return IPRange{}, notAnAddress
	}
	return between(low, high)
}

// IsRange reports whether a text is an entry of RemoteIPRanges that can be read.
func IsRange(text string) bool {
	_, defect := ParseRange(text)
	return defect == ""
}

const (
	notAnAddress = "it is not an address, low-high range or CIDR"
	NoBinding    = "it is not an address and port, such as 0.0.0.0:25 or [::]:25"
	twoFamilies  = "it goes from IPv4 to IPv6"
	HighBelowLow = "its last address is below its first"
)

// defective is what facts say of an entry that can't be read.
func Defective(text, defect string) any {
	return schema.EntryOf(map[string]any{"text": text, "defect": defect})
}

func between(low, high netip.Addr) (r IPRange, defect string) {
	low, high = low.WithZone("").Unmap(), high.WithZone("").Unmap()
	switch {
	case low.BitLen() != high.BitLen():
		return IPRange{}, twoFamilies
	case low.Compare(high) > 0:
		return IPRange{}, HighBelowLow
	}
	return IPRange{low, high}, ""
}

func OfPrefix(prefix netip.Prefix) IPRange {
	prefix = prefix.Masked()
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	high, _ := netip.AddrFromSlice(bytes) // of an address's own length
	return IPRange{prefix.Addr(), high}
}

func ofMask(address, mask string) (r IPRange, defect string) {
	a, err1 := netip.ParseAddr(strings.TrimSpace(address))
	m, err2 := netip.ParseAddr(strings.TrimSpace(mask))
	if err1 != nil || err2 != nil || !a.Is4() || !m.Is4() {
		return IPRange{}, notAnAddress
	}
	ones := 0
	for _, octet := range m.AsSlice() {
		for ; octet&0x80 != 0; octet <<= 1 {
			ones++
		}
	}
	return OfPrefix(netip.PrefixFrom(a, ones)), ""
}

// contains reports whether all of another range lies in this one.
func (r IPRange) Contains(other IPRange) bool {
	return r.Low.Compare(other.Low) <= 0 && r.High.Compare(other.High) >= 0
}

// overlaps reports whether some address lies in both ranges.
func (r IPRange) Overlaps(other IPRange) bool {
	return r.Low.Compare(other.High) <= 0 && r.High.Compare(other.Low) >= 0
}

// widestFirst orders ranges by their first address; of those that begin alike the one
// that reaches farthest goes first, so that no range stands before one that contains it.
func WidestFirst(a, b IPRange) int {
	return cmp.Or(a.Low.Compare(b.Low), b.High.Compare(a.High))
}

// united returns ranges that cover the same addresses in as few entries as there can be.
func United(ranges []IPRange) []IPRange {
	sorted := slices.Clone(ranges)
	slices.SortFunc(sorted, WidestFirst)
	merged := sorted[:0] // which never overtakes
	for _, r := range sorted {
		last := len(merged) - 1
		switch {
		case last >= 0 && (merged[last].Overlaps(r) || merged[last].High.Next() == r.Low):
			if r.High.Compare(merged[last].High) > 0 {
				merged[last].High = r.High
			}
		default:
			merged = append(merged, r)
		}
	}
	return merged
}

// String returns the range as an administrator would write it: an address, CIDR
// where it is one, or low-high.
func (r IPRange) String() string {
	if r.Low == r.High {
		return r.Low.String()
	}
	prefix := netip.PrefixFrom(r.Low, alikeBits(r.Low.AsSlice(), r.High.AsSlice()))
	if OfPrefix(prefix) == r {
		return prefix.String()
	}
	return r.Low.String() + "-" + r.High.String()
}

// alikeBits returns how many bits two addresses of one family begin with alike.
func alikeBits(a, b []byte) int {
	for i := range a {
		if a[i] != b[i] {
			return i*8 + bits.LeadingZeros8(a[i]^b[i])
		}
	}
	return len(a) * 8
}

// size returns the number of addresses in the range.
func (r IPRange) size() *big.Int {
	low, high := new(big.Int).SetBytes(r.Low.AsSlice()), new(big.Int).SetBytes(r.High.AsSlice())
	return high.Sub(high, low).Add(high, big.NewInt(1))
}

// The bounds of a range that only few clients share.
var (
	publicIPv4 = big.NewInt(1 << 8)                  // a /24 of the Internet
	publicIPv6 = new(big.Int).Lsh(big.NewInt(1), 64) // a /64 of the Internet
)

// manyIPv4 is how many addresses are many even inside: more than a /16.
const ManyIPv4 = 1 << 16

// wide reports whether the range lets in clients that nobody has counted: all of a
// family, more of IPv4 than many, or more of the Internet than one network.
func (r IPRange) Wide(many int) bool {
	size := r.size()
	inside := r.Low.IsPrivate() && r.High.IsPrivate() || r.Low.IsLoopback() && r.High.IsLoopback() || r.Low.IsLinkLocalUnicast() && r.High.IsLinkLocalUnicast()
	if r.Low.Is4() {
		return size.Cmp(big.NewInt(int64(many))) > 0 || !inside && size.Cmp(publicIPv4) > 0
	}
	return !inside && size.Cmp(publicIPv6) > 0
}

// minus returns what is left of a range outside others.
func (r IPRange) minus(others []IPRange) (left []IPRange) {
	for _, other := range others {
		if r.High.Less(other.Low) {
			break
		}
		if r.Low.Less(other.Low) {
			left = append(left, IPRange{r.Low, other.Low.Prev()})
		}
		if !other.High.Less(r.High) {
			return left
		}
		r.Low = other.High.Next()
	}
	return append(left, r)
}

// outside returns what of some ranges lies outside others, both in order and without
// overlaps.
func Outside(ranges, others []IPRange) (left []IPRange) {
	for _, r := range ranges {
		for len(others) > 0 && others[0].High.Less(r.Low) {
			others = others[1:]
		}
		left = append(left, r.minus(others)...)
	}
	return left
}

func Written(ranges []IPRange) []string {
	texts := make([]string, len(ranges))
	for i, r := range ranges {
		texts[i] = r.String()
	}
	return texts
}
