package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// offer works out whether a receive connector offers STARTTLS to clients: it faces
// them, has Tls in AuthMechanism and finds a certificate.
func (f *facts) offer(c *receiveConnector) {
	external, externalKnown := c.yes("external")
	tls, tlsKnown := c.has("AuthMechanism", "Tls")
	presented, presentedKnown := c.Value("presented")
	certificate := presentedKnown && presented.(*schema.Entry).Value("by") != "nothing"
	switch {
	case externalKnown && !external, tlsKnown && !tls, presentedKnown && !certificate:
		c.set("offers_starttls", false)
	case externalKnown && tlsKnown && presentedKnown:
		c.set("offers_starttls", true)
	default:
		c.miss("offers_starttls", "whether the connector offers STARTTLS is not known", lacking(c.Object, "external", "AuthMechanism", "presented"))
	}
}

// loseSTARTTLS finds the connectors of a server that offer no STARTTLS to clients whom
// another one would offer it, because their ranges are more specific.
func (f *facts) loseSTARTTLS(n *neighbours, connectors []*receiveConnector) {
	found := map[*receiveConnector][]any{}
	var facing []*receiveConnector
	for _, c := range connectors {
		if external, known := c.yes("external"); known && external {
			facing = append(facing, c)
		}
	}
	for place := range n.gather(facing) {
		place.sweepSTARTTLS(n.sorted(place), found)
	}
	missing := f.unread(connectors, "offers_starttls", "Bindings", "RemoteIPRanges")
	for _, c := range connectors {
		external, externalKnown := c.yes("external")
		offers, offersKnown := c.yes("offers_starttls")
		switch {
		case externalKnown && !external, offersKnown && offers:
			c.share("without_starttls", noValues)
		case !offersKnown:
			c.miss("without_starttls", "whether the connector offers STARTTLS is not known", lacking(c.Object, "offers_starttls"))
		default:
			c.concludePairs("without_starttls", found[c], missing)
		}
	}
}

// sweepSTARTTLS goes through ranges from low to high addresses and keeps the one of a
// connector with STARTTLS that reaches farthest: it contains every later range that
// ends before it does. A connector of a single address takes its clients from those of
// all addresses, but not the other way round.
func (p *place) sweepSTARTTLS(entries []entry, found map[*receiveConnector][]any) {
	var widest *entry
	for i, e := range entries {
		offers, known := e.connector.yes("offers_starttls")
		switch {
		case offers && e.at == p.at && (widest == nil || e.high.Compare(widest.high) > 0):
			widest = &entries[i]
		case known && !offers && widest != nil && widest.ipRange != e.ipRange && widest.contains(e.ipRange):
			noteLoss(e, *widest, found)
		}
	}
}

// noteLoss notes, once for each pair, whom a connector takes clients from.
func noteLoss(e, from entry, found map[*receiveConnector][]any) {
	known := func(entry any) bool { return entry.(*schema.Entry).Value("identity") == from.connector.Identity }
	if len(found[e.connector]) < mostPairs && !slices.ContainsFunc(found[e.connector], known) {
		found[e.connector] = append(found[e.connector], schema.EntryOf(map[string]any{
			"identity": from.connector.Identity, "binding": e.at.String(), "range": e.text, "other": from.text,
		}))
	}
}
