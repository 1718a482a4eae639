package exchange

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
)

// clients is an entry of RemoteIPRanges that could be read.
type clients struct {
	ipRange
	text string // as exported
}

// answers is what RemoteIPRanges come to.
type answers struct {
	ranges         []clients // those that can be read
	wide           number
	merged         number
	exchangeOnline number
	loadBalancers  number
	malformed      number
	count          number
}

// answers works out whom RemoteIPRanges lets in.
func (c *receiveConnector) answers(known Known, seen *settings) {
	exported := c.number("RemoteIPRanges")
	if exported == notKnown {
		gap := c.Gap("RemoteIPRanges")
		c.miss("wide", "which clients it answers is not known: "+gap.Reason, []string{"RemoteIPRanges"})
		c.missAs("RemoteIPRanges", "range_count", "malformed_ranges", "merged_ranges", "exchange_online", "load_balancers")
		return
	}
	a := seen.ranges[exported]
	if a == nil {
		texts, _ := c.texts("RemoteIPRanges")
		a = seen.answersTo(texts, known)
		seen.ranges[exported] = a
	}
	c.ranges = a.ranges
	c.share("malformed_ranges", a.malformed)
	if a.malformed != noValues {
		c.unread = append(c.unread, "RemoteIPRanges")
	}
	c.readAll("wide", a.wide, a.wide == yes)
	c.readAll("merged_ranges", a.merged, false)
	c.readAll("exchange_online", a.exchangeOnline, false)
	c.readAll("load_balancers", a.loadBalancers, false)
	c.share("range_count", a.count)
}

func (s *settings) answersTo(texts []string, known Known) *answers {
	a := &answers{count: s.add(int64(len(texts)))}
	malformed := []any{}
	for _, text := range texts {
		r, defect := parseRange(text)
		if defect != "" {
			malformed = append(malformed, defective(text, defect))
			continue
		}
		a.ranges = append(a.ranges, clients{r, text})
	}
	many := cmp.Or(known.WideRange, manyIPv4)
	a.malformed = s.add(malformed)
	a.wide = s.add(slices.ContainsFunc(a.ranges, func(r clients) bool { return r.wide(many) }))
	a.merged, a.exchangeOnline = s.add(merged(a.ranges)), s.add(fromExchangeOnline(a.ranges))
	a.loadBalancers = s.add(fromAny(a.ranges, known.LoadBalancers))
	return a
}

// readAll states a fact about all clients, which takes that every entry of
// RemoteIPRanges could be read, unless some of them settle it.
func (c *receiveConnector) readAll(fact string, value number, settled bool) {
	if !settled && slices.Contains(c.unread, "RemoteIPRanges") {
		c.miss(fact, "which clients it answers is not known: an entry of RemoteIPRanges can't be read", []string{"RemoteIPRanges"})
		return
	}
	c.share(fact, value)
}

// merged returns ranges written in as few entries as there can be. They are one text, as a
// list may be long and only a remedy shows it.
func merged(all []clients) string {
	var ranges []ipRange
	for _, r := range all {
		ranges = append(ranges, r.ipRange)
	}
	return strings.Join(written(united(ranges)), ",")
}

// The addresses that Exchange Online Protection sends from, as Microsoft publishes
// them under 'Office 365 URLs and IP address ranges'.
var exchangeOnline = func() (ranges []ipRange) {
	for _, text := range []string{"40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "52.238.78.88/32", "104.47.0.0/17", "2a01:111:f400::/48", "2a01:111:f403::/48"} {
		ranges = append(ranges, ofPrefix(netip.MustParsePrefix(text)))
	}
	return ranges
}()

// fromExchangeOnline tells whether clients are Exchange Online: no, partly or only.
func fromExchangeOnline(ranges []clients) string {
	some, all := false, len(ranges) > 0
	for _, r := range ranges {
		some = some || slices.ContainsFunc(exchangeOnline, r.overlaps)
		all = all && slices.ContainsFunc(exchangeOnline, func(o ipRange) bool { return o.contains(r.ipRange) })
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
func fromAny(ranges []clients, texts []string) []any {
	found := []any{}
	for _, text := range texts {
		r, defect := parseRange(text)
		if defect == "" && slices.ContainsFunc(ranges, func(own clients) bool { return own.overlaps(r) }) {
			found = append(found, text)
		}
	}
	return found
}
