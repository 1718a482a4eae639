package facts

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// remoteRange is an entry of RemoteIPRanges that could be read.
type remoteRange struct {
	values.IPRange
	text string // as exported
}

// parsedRanges is what RemoteIPRanges mean.
type parsedRanges struct {
	ranges         []remoteRange // those that can be read
	wide           *model.Datum
	merged         *model.Datum
	exchangeOnline *model.Datum
	loadBalancers  *model.Datum
	malformed      *model.Datum
	count          *model.Datum
}

// deriveRanges derives which clients RemoteIPRanges accept.
func (c *receiveConnector) deriveRanges(hints model.OrganizationHints, seen *settings) {
	parsed := model.Map(property.RemoteIPRanges.Of(c.Object), func(exported []any) *parsedRanges {
		datum := property.RemoteIPRanges.Datum(c.Object)
		if seen.ranges[datum] == nil {
			seen.ranges[datum] = parseRanges(model.Strings(exported), hints)
		}
		return seen.ranges[datum]
	})
	if all, known := parsed.Get(); known {
		c.ranges = all.ranges
		if all.malformed != model.EmptyList {
			c.unread = append(c.unread, property.RemoteIPRanges.Name())
		}
	}
	share := func(value func(*parsedRanges) *model.Datum) model.Known[*model.Datum] {
		return model.Map(parsed, value)
	}
	property.RangeCount.Share(c.Object, share(func(r *parsedRanges) *model.Datum { return r.count }))
	property.MalformedRanges.Share(c.Object, share(func(r *parsedRanges) *model.Datum { return r.malformed }))
	property.Wide.Share(c.Object, c.ofAllRanges(parsed, func(r *parsedRanges) *model.Datum { return r.wide }))
	property.MergedRanges.Share(c.Object, c.ofAllRanges(parsed, func(r *parsedRanges) *model.Datum { return r.merged }))
	property.ExchangeOnline.Share(c.Object, c.ofAllRanges(parsed, func(r *parsedRanges) *model.Datum { return r.exchangeOnline }))
	property.LoadBalancers.Share(c.Object, c.ofAllRanges(parsed, func(r *parsedRanges) *model.Datum { return r.loadBalancers }))
}

// ofAllRanges returns a fact about all clients, which is known only if every entry of
// RemoteIPRanges could be read; that one of them is wide settles that they are.
func (c *receiveConnector) ofAllRanges(parsed model.Known[*parsedRanges], value func(*parsedRanges) *model.Datum) model.Known[*model.Datum] {
	return model.Then(parsed, func(ranges *parsedRanges) model.Known[*model.Datum] {
		if datum := value(ranges); ranges.malformed == model.EmptyList || datum == model.True {
			return model.Certain(datum)
		}
		return model.Unknown[*model.Datum](model.Unreadable(c.Object, property.RemoteIPRanges.Name()))
	})
}

func parseRanges(texts []string, hints model.OrganizationHints) *parsedRanges {
	parsed := &parsedRanges{count: model.DatumOf(int64(len(texts)))}
	malformed := []any{}
	for _, text := range texts {
		r, defect := values.ParseRange(text)
		if defect != "" {
			malformed = append(malformed, values.Defective(text, defect))
			continue
		}
		parsed.ranges = append(parsed.ranges, remoteRange{r, text})
	}
	many := cmp.Or(hints.WideRange, values.ManyIPv4)
	parsed.malformed = model.DatumOf(malformed)
	parsed.wide = model.DatumOf(slices.ContainsFunc(parsed.ranges, func(r remoteRange) bool { return r.Wide(many) }))
	parsed.merged, parsed.exchangeOnline = model.DatumOf(merged(parsed.ranges)), model.DatumOf(fromExchangeOnline(parsed.ranges))
	parsed.loadBalancers = model.DatumOf(fromAny(parsed.ranges, hints.LoadBalancers))
	return parsed
}

// merged returns ranges written in as few entries as possible. They are one text, as a
// list may be long and only a remedy shows it.
func merged(all []remoteRange) string {
	var ranges []values.IPRange
	for _, r := range all {
		ranges = append(ranges, r.IPRange)
	}
	return strings.Join(values.Written(values.United(ranges)), ",")
}

// exchangeOnline are the addresses that Exchange Online Protection sends from, as Microsoft
// publishes them under 'Office 365 URLs and IP address ranges'.
var exchangeOnline = func() (ranges []values.IPRange) {
	for _, text := range []string{"40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "52.238.78.88/32", "104.47.0.0/17", "2a01:111:f400::/48", "2a01:111:f403::/48"} {
		ranges = append(ranges, values.OfPrefix(netip.MustParsePrefix(text)))
	}
	return ranges
}()

// fromExchangeOnline tells whether clients are Exchange Online: no, partly or only.
func fromExchangeOnline(ranges []remoteRange) string {
	some, all := false, len(ranges) > 0
	for _, r := range ranges {
		some = some || slices.ContainsFunc(exchangeOnline, r.Overlaps)
		all = all && slices.ContainsFunc(exchangeOnline, func(o values.IPRange) bool { return o.Contains(r.IPRange) })
	}
	switch {
	case all:
		return "only"
	case some:
		return "partly"
	}
	return "no"
}

// fromAny returns those of some addresses and ranges that clients come from.
func fromAny(ranges []remoteRange, texts []string) []any {
	found := []any{}
	for _, text := range texts {
		r, defect := values.ParseRange(text)
		if defect == "" && slices.ContainsFunc(ranges, func(own remoteRange) bool { return own.Overlaps(r) }) {
			found = append(found, text)
		}
	}
	return found
}
