package facts

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// maxBindings bounds the bindings of one connector that are compared; real ones have
// a handful.
const maxBindings = 32

// endpoint is an address and port on which connectors of one transport service listen.
type endpoint struct {
	at   netip.AddrPort
	role string
}

// everywhere returns the address and port that stand for all addresses of a binding's family.
func everywhere(at netip.AddrPort) netip.AddrPort {
	if at.Addr().Is4() {
		return netip.AddrPortFrom(netip.IPv4Unspecified(), at.Port())
	}
	return netip.AddrPortFrom(netip.IPv6Unspecified(), at.Port())
}

// parsedBindings is what Bindings mean.
type parsedBindings struct {
	at               []netip.AddrPort
	unread           bool // some binding is not among these
	ports, malformed *model.Datum
}

// deriveBindings derives the addresses and ports of Bindings.
func (c *receiveConnector) deriveBindings(seen *settings) {
	parsed := model.Map(property.Bindings.Of(c.Object), func(exported []any) *parsedBindings {
		datum := property.Bindings.Datum(c.Object)
		if seen.bindings[datum] == nil {
			seen.bindings[datum] = parseBindings(model.Strings(exported))
		}
		return seen.bindings[datum]
	})
	if all, known := parsed.Get(); known {
		c.bindings = all.at
		if all.unread {
			c.unread = append(c.unread, property.Bindings.Name())
		}
	}
	property.Ports.Share(c.Object, model.Map(parsed, func(b *parsedBindings) *model.Datum { return b.ports }))
	property.MalformedBindings.Share(c.Object, model.Map(parsed, func(b *parsedBindings) *model.Datum { return b.malformed }))
}

// parseBinding reads an address and a port. Exchange 2010 and older write an IPv6 address without
// brackets: :::25.
func parseBinding(text string) (netip.AddrPort, error) {
	if colon := strings.LastIndexByte(text, ':'); strings.Count(text, ":") > 1 && !strings.Contains(text, "[") {
		text = "[" + text[:max(colon, 0)] + "]" + text[colon:]
	}
	return netip.ParseAddrPort(text)
}

func parseBindings(texts []string) *parsedBindings {
	parsed := &parsedBindings{}
	malformed := []any{}
	for _, text := range texts {
		if at, err := parseBinding(text); err == nil {
			parsed.at = append(parsed.at, netip.AddrPortFrom(at.Addr().WithZone(""), at.Port()))
			continue
		}
		malformed = append(malformed, values.Defective(text, values.NoBinding))
	}
	if len(malformed) > 0 || len(parsed.at) > maxBindings {
		parsed.at, parsed.unread = parsed.at[:min(len(parsed.at), maxBindings)], true
	}
	parsed.ports, parsed.malformed = model.DatumOf(portsOf(texts)), model.DatumOf(malformed)
	return parsed
}

// portsOf returns the ports of bindings, ascending, each once. A port may be known
// where the address before it is not.
func portsOf(bindings []string) []any {
	var ports []int64
	for _, binding := range bindings {
		if port, ok := values.PortOf(binding); ok {
			ports = append(ports, port)
		}
	}
	slices.Sort(ports)
	list := []any{}
	for _, port := range slices.Compact(ports) {
		list = append(list, port)
	}
	return list
}
