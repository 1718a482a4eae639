package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// offer works out whether a receive connector offers STARTTLS to clients: it faces
// them, has Tls in AuthMechanism and finds a certificate.
func (f *deriver) offersStartTLS(c *receiveConnector) {
	external, externalKnown := c.Bool("external")
	tls, tlsKnown := c.Contains("AuthMechanism", "Tls")
	presented, presentedKnown := c.Value("presented")
	certificate := presentedKnown && presented.(*schema.Entry).Value("by") != "nothing"
	switch {
	case externalKnown && !external, tlsKnown && !tls, presentedKnown && !certificate:
		c.Set("offers_starttls", false)
	case externalKnown && tlsKnown && presentedKnown:
		c.Set("offers_starttls", true)
	default:
		c.SetUnknown("offers_starttls", "whether the connector offers STARTTLS is not known", model.MissingFor(c.Object, "external", "AuthMechanism", "presented"))
	}
}

// loseSTARTTLS finds the connectors of a server that offer no STARTTLS to clients whom
// another one would offer it, because their ranges are more specific.
func (f *deriver) loseSTARTTLS(n *neighbours, connectors []*receiveConnector) {
	found := map[*receiveConnector][]any{}
	var facing []*receiveConnector
	for _, c := range connectors {
		if external, known := c.Bool("external"); known && external {
			facing = append(facing, c)
		}
	}
	for place := range n.gather(facing) {
		place.sweepSTARTTLS(n.sorted(place), found)
	}
	missing := names(f.unread(connectors, property.OffersSTARTTLS, property.Bindings, property.RemoteIPRanges))
	for _, c := range connectors {
		external, externalKnown := c.Bool("external")
		offers, offersKnown := c.Bool("offers_starttls")
		switch {
		case externalKnown && !external, offersKnown && offers:
			c.SetShared("without_starttls", model.EmptyList)
		case !offersKnown:
			c.SetUnknown("without_starttls", "whether the connector offers STARTTLS is not known", model.MissingFor(c.Object, "offers_starttls"))
		default:
			c.concludePairs("without_starttls", found[c], missing)
		}
	}
}

// sweepSTARTTLS goes through ranges from low to high addresses and keeps the one of a
// connector with STARTTLS that reaches farthest: it contains every later range that
// ends before it does. A connector of a single address takes its clients from those of
// all addresses, but not the other way round.
func (p *endpointGroup) sweepSTARTTLS(entries []entry, found map[*receiveConnector][]any) {
	var widest *entry
	for i, e := range entries {
		offers, known := e.connector.Bool("offers_starttls")
		switch {
		case offers && e.at == p.at && (widest == nil || e.High.Compare(widest.High) > 0):
			widest = &entries[i]
		case known && !offers && widest != nil && widest.IPRange != e.IPRange && widest.Contains(e.IPRange):
			noteLoss(e, *widest, found)
		}
	}
}

// noteLoss notes, once for each pair, whom a connector takes clients from.
func noteLoss(e, from entry, found map[*receiveConnector][]any) {
	known := func(entry any) bool { return entry.(*schema.Entry).Value("identity") == from.connector.Identity }
	if len(found[e.connector]) < MaxPairs && !slices.ContainsFunc(found[e.connector], known) {
		found[e.connector] = append(found[e.connector], schema.EntryOf(map[string]any{
			"identity": from.connector.Identity, "binding": e.at.String(), "range": e.text, "other": from.text,
		}))
	}
}
