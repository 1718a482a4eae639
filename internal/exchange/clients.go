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

// answers works out whom RemoteIPRanges lets in.
func (c *receiveConnector) answers(known Known) {
	texts, exported := c.texts("RemoteIPRanges")
	if !exported {
		gap := c.Gap("RemoteIPRanges")
		c.miss("wide", "which clients it answers is not known: "+gap.Reason, []string{"RemoteIPRanges"})
		c.missAs("RemoteIPRanges", "range_count", "malformed_ranges", "merged_ranges", "exchange_online", "load_balancers")
		return
	}
	malformed := []any{}
	for _, text := range texts {
		r, defect := parseRange(text)
		if defect != "" {
			malformed = append(malformed, defective(text, defect))
			continue
		}
		c.ranges = append(c.ranges, clients{r, text})
	}
	c.set("malformed_ranges", malformed)
	if len(malformed) > 0 {
		c.unread = append(c.unread, "RemoteIPRanges")
	}
	wide := slices.ContainsFunc(c.ranges, func(r clients) bool { return r.wide(cmp.Or(known.WideRange, manyIPv4)) })
	c.readAll("wide", wide, wide)
	c.readAll("merged_ranges", c.merged(), false)
	c.readAll("exchange_online", c.fromExchangeOnline(), false)
	c.readAll("load_balancers", c.fromAny(known.LoadBalancers), false)
	c.set("range_count", int64(len(texts)))
}

// readAll states a fact about all clients, which takes that every entry of
// RemoteIPRanges could be read, unless some of them settle it.
func (c *receiveConnector) readAll(fact string, value any, settled bool) {
	if !settled && slices.Contains(c.unread, "RemoteIPRanges") {
		c.miss(fact, "which clients it answers is not known: an entry of RemoteIPRanges can't be read", []string{"RemoteIPRanges"})
		return
	}
	c.set(fact, value)
}

// merged returns the connector's ranges written in as few entries as there can be. They
// are one text, as a list may be long and only a remedy shows it.
func (c *receiveConnector) merged() string {
	var ranges []ipRange
	for _, r := range c.ranges {
		ranges = append(ranges, r.ipRange)
	}
	var merged []string
	for _, r := range united(ranges) {
		merged = append(merged, r.String())
	}
	return strings.Join(merged, ",")
}

// The addresses that Exchange Online Protection sends from, as Microsoft publishes
// them under 'Office 365 URLs and IP address ranges'.
var exchangeOnline = func() (ranges []ipRange) {
	for _, text := range []string{"40.92.0.0/15", "40.107.0.0/16", "52.100.0.0/14", "52.238.78.88/32", "104.47.0.0/17", "2a01:111:f400::/48", "2a01:111:f403::/48"} {
		ranges = append(ranges, ofPrefix(netip.MustParsePrefix(text)))
	}
	return ranges
}()

// fromExchangeOnline tells whether the connector answers Exchange Online: no, partly
// or only.
func (c *receiveConnector) fromExchangeOnline() string {
	some, all := false, len(c.ranges) > 0
	for _, r := range c.ranges {
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

// fromAny returns those of some addresses and ranges that the connector answers.
func (c *receiveConnector) fromAny(texts []string) []any {
	found := []any{}
	for _, text := range texts {
		r, defect := parseRange(text)
		if defect == "" && slices.ContainsFunc(c.ranges, func(own clients) bool { return own.overlaps(r) }) {
			found = append(found, text)
		}
	}
	return found
}
