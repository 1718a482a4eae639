package facts

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// clients is an entry of RemoteIPRanges that could be read.
type remoteRange struct {
	values.IPRange
	text string // as exported
}

// answers is what RemoteIPRanges come to.
type parsedRanges struct {
	ranges         []remoteRange // those that can be read
	wide           *model.Datum
	merged         *model.Datum
	exchangeOnline *model.Datum
	loadBalancers  *model.Datum
	malformed      *model.Datum
	count          *model.Datum
}

// answers works out whom RemoteIPRanges lets in.
func (c *receiveConnector) answers(known model.OrganizationHints, seen *settings) {
	exported := datumNumber(c.Object, "RemoteIPRanges")
	if exported == nil {
		gap := c.Gap("RemoteIPRanges")
		c.SetUnknown("wide", "which clients it answers is not known: "+gap.Reason, []string{"RemoteIPRanges"})
		c.SetUnknownLike("RemoteIPRanges", "range_count", "malformed_ranges", "merged_ranges", "exchange_online", "load_balancers")
		return
	}
	a := seen.ranges[exported]
	if a == nil {
		texts, _ := c.Strings("RemoteIPRanges")
		a = seen.answersTo(texts, known)
		seen.ranges[exported] = a
	}
	c.ranges = a.ranges
	c.SetShared("malformed_ranges", a.malformed)
	if a.malformed != model.EmptyList {
		c.unread = append(c.unread, "RemoteIPRanges")
	}
	c.readAll("wide", a.wide, a.wide == model.True)
	c.readAll("merged_ranges", a.merged, false)
	c.readAll("exchange_online", a.exchangeOnline, false)
	c.readAll("load_balancers", a.loadBalancers, false)
	c.SetShared("range_count", a.count)
}

func (s *settings) answersTo(texts []string, known model.OrganizationHints) *parsedRanges {
	a := &parsedRanges{count: model.DatumOf(int64(len(texts)))}
	malformed := []any{}
	for _, text := range texts {
		r, defect := values.ParseRange(text)
		if defect != "" {
			malformed = append(malformed, values.Defective(text, defect))
			continue
		}
		a.ranges = append(a.ranges, remoteRange{r, text})
	}
	many := cmp.Or(known.WideRange, values.ManyIPv4)
	a.malformed = model.DatumOf(malformed)
	a.wide = model.DatumOf(slices.ContainsFunc(a.ranges, func(r remoteRange) bool { return r.Wide(many) }))
	a.merged, a.exchangeOnline = model.DatumOf(merged(a.ranges)), model.DatumOf(fromExchangeOnline(a.ranges))
	a.loadBalancers = model.DatumOf(fromAny(a.ranges, known.LoadBalancers))
	return a
}

// readAll states a fact about all clients, which takes that every entry of
// RemoteIPRanges could be read, unless some of them settle it.
func (c *receiveConnector) readAll(fact string, value *model.Datum, settled bool) {
	if !settled && slices.Contains(c.unread, "RemoteIPRanges") {
		c.SetUnknown(fact, "which clients it answers is not known: an entry of RemoteIPRanges can't be read", []string{"RemoteIPRanges"})
		return
	}
	c.SetShared(fact, value)
}

// merged returns ranges written in as few entries as there can be. They are one text, as a
// list may be long and only a remedy shows it.
func merged(all []remoteRange) string {
	var ranges []values.IPRange
	for _, r := range all {
		ranges = append(ranges, r.IPRange)
	}
	return strings.Join(values.Written(values.United(ranges)), ",")
}

// The addresses that Exchange Online Protection sends from, as Microsoft publishes
// them under 'Office 365 URLs and IP address ranges'.
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
