package exchange

import (
	"math/big"
	"net/netip"
	"strings"
)

// ipRange is one entry of RemoteIPRanges: all addresses from low to high.
type ipRange struct{ low, high netip.Addr }

// parseRange reads an entry in any of the forms that Exchange takes: an address,
// low-high, CIDR (with host bits set, too), and address(netmask).
func parseRange(text string) (ipRange, bool) {
	text = strings.TrimSpace(text)
	if address, err := netip.ParseAddr(text); err == nil {
		return between(address, address)
	}
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return ofPrefix(prefix)
	}
	if address, mask, ok := strings.Cut(strings.TrimSuffix(text, ")"), "("); ok {
		return ofMask(address, mask)
	}
	first, last, ok := strings.Cut(text, "-")
	low, err1 := netip.ParseAddr(strings.TrimSpace(first))
	high, err2 := netip.ParseAddr(strings.TrimSpace(last))
	if !ok || err1 != nil || err2 != nil {
		return ipRange{}, false
	}
	return between(low, high)
}

func between(low, high netip.Addr) (ipRange, bool) {
	low, high = low.WithZone("").Unmap(), high.WithZone("").Unmap()
	return ipRange{low, high}, low.BitLen() == high.BitLen() && low.Compare(high) <= 0
}

func ofPrefix(prefix netip.Prefix) (ipRange, bool) {
	prefix = prefix.Masked()
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	high, ok := netip.AddrFromSlice(bytes)
	return ipRange{prefix.Addr(), high}, ok
}

func ofMask(address, mask string) (ipRange, bool) {
	a, err1 := netip.ParseAddr(strings.TrimSpace(address))
	m, err2 := netip.ParseAddr(strings.TrimSpace(mask))
	if err1 != nil || err2 != nil || !a.Is4() || !m.Is4() {
		return ipRange{}, false
	}
	bits := 0
	for _, octet := range m.AsSlice() {
		for ; octet&0x80 != 0; octet <<= 1 {
			bits++
		}
	}
	return ofPrefix(netip.PrefixFrom(a, bits))
}

// size returns the number of addresses in the range.
func (r ipRange) size() *big.Int {
	low, high := new(big.Int).SetBytes(r.low.AsSlice()), new(big.Int).SetBytes(r.high.AsSlice())
	return high.Sub(high, low).Add(high, big.NewInt(1))
}

// The bounds of a range that only few clients share.
var (
	manyIPv4   = big.NewInt(1 << 16)                 // more than a /16 is wide even inside
	publicIPv4 = big.NewInt(1 << 8)                  // a /24 of the Internet
	publicIPv6 = new(big.Int).Lsh(big.NewInt(1), 64) // a /64 of the Internet
)

// wide reports whether the range lets in clients that nobody has counted: all of a
// family, more than a /16, or more of the Internet than one network.
func (r ipRange) wide() bool {
	size := r.size()
	inside := r.low.IsPrivate() && r.high.IsPrivate() || r.low.IsLoopback() && r.high.IsLoopback() || r.low.IsLinkLocalUnicast() && r.high.IsLinkLocalUnicast()
	if r.low.Is4() {
		return size.Cmp(manyIPv4) > 0 || !inside && size.Cmp(publicIPv4) > 0
	}
	return !inside && size.Cmp(publicIPv6) > 0
}
