package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// offersSTARTTLS tells whether a receive connector offers STARTTLS to clients: it is external,
// has Tls in AuthMechanism and presents a certificate.
func (c *receiveConnector) offersSTARTTLS() model.Known[bool] {
	presents := model.Map(property.Presented.Of(c.Object), func(presented *schema.Entry) bool { return presented.Value("by") != "nothing" })
	return model.And(property.External.Of(c.Object), model.Contains(property.AuthMechanism.Of(c.Object), "Tls"), presents)
}

// loseSTARTTLS finds the connectors of a server that offer no STARTTLS to clients to which
// another one would offer it, because their ranges are more specific.
func (f *deriver) loseSTARTTLS(n *neighbours, connectors []*receiveConnector) {
	found := map[*receiveConnector][]any{}
	var external []*receiveConnector
	for _, c := range connectors {
		if model.Is(property.External.Of(c.Object)) {
			external = append(external, c)
		}
	}
	for group := range n.gather(external) {
		group.sweepSTARTTLS(n.sorted(group), found)
	}
	missing := f.unread(connectors, property.OffersSTARTTLS, property.Bindings, property.RemoteIPRanges)
	for _, c := range connectors {
		property.WithoutSTARTTLS.Set(c.Object, c.lostSTARTTLS(found[c], missing))
	}
}

// lostSTARTTLS returns the connectors from which one without STARTTLS takes clients.
func (c *receiveConnector) lostSTARTTLS(found []any, missing []model.Input) model.Known[[]any] {
	offers := property.OffersSTARTTLS.Of(c.Object)
	if !model.MayBe(property.External.Of(c.Object)) || model.Is(offers) {
		return model.Certain[[]any](nil)
	}
	return model.Then(offers, func(bool) model.Known[[]any] { return pairs(found, missing) })
}

// sweepSTARTTLS goes through ranges from low to high addresses and keeps the one of a
// connector with STARTTLS that reaches farthest: it contains every later range that
// ends before it does. A connector of a single address takes its clients from those of
// all addresses, but not the other way round.
func (g *endpointGroup) sweepSTARTTLS(entries []entry, found map[*receiveConnector][]any) {
	var widest *entry
	for i, e := range entries {
		offers, known := property.OffersSTARTTLS.Of(e.connector.Object).Get()
		switch {
		case offers && e.at == g.at && (widest == nil || e.High.Compare(widest.High) > 0):
			widest = &entries[i]
		case known && !offers && widest != nil && widest.IPRange != e.IPRange && widest.Contains(e.IPRange):
			noteLoss(e, *widest, found)
		}
	}
}

// noteLoss notes, once for each pair, from which connector another one takes clients.
func noteLoss(e, from entry, found map[*receiveConnector][]any) {
	known := func(entry any) bool { return entry.(*schema.Entry).Value("identity") == from.connector.Identity }
	if len(found[e.connector]) < maxPairs && !slices.ContainsFunc(found[e.connector], known) {
		found[e.connector] = append(found[e.connector], schema.EntryOf(map[string]any{
			"identity": from.connector.Identity, "binding": e.at.String(), "range": e.text, "other": from.text,
		}))
	}
}
