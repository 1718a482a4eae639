package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// deriveHybrid tells whether the organization shares its mail with Exchange Online,
// and whether the exports show how mail gets there.
func (f *deriver) deriveHybrid() {
	accepts := f.showHybrid()
	f.deriveCloudRoute()
	keeps := model.Any(f.send, func(c *sendConnector) model.Known[bool] { return property.CloudServicesMailEnabled.Of(c.Object) })
	hybrid := short(model.Or(accepts, keeps))
	for _, c := range f.send {
		property.Hybrid.Set(c.Object, hybrid)
	}
}

// short returns a condition with few of the inputs that it would take to know it, which many
// objects will name.
func short(k model.Known[bool]) model.Known[bool] {
	if missing := model.Shorten(k.Missing()); len(missing) > 0 {
		return model.Unknown[bool](missing...)
	}
	return k
}

// showHybrid marks the first receive connector that accepts hybrid headers, and tells
// whether there is one.
func (f *deriver) showHybrid() model.Known[bool] {
	shown := false
	for _, c := range f.receive {
		accepts := model.And(property.Enabled.Of(c.Object), c.acceptsCloud())
		first := model.Is(accepts) && !shown
		shown = shown || first
		property.ExpectsCloudRoute.Set(c.Object, model.Map(accepts, func(bool) bool { return first && !f.hints.InboundOnly }))
	}
	return model.Or(model.Certain(shown), f.noneAcceptsCloud())
}

// noneAcceptsCloud is false if no receive connector accepts hybrid headers, else unknown.
func (f *deriver) noneAcceptsCloud() model.Known[bool] {
	if !f.org.Exported["ReceiveConnector"] {
		return model.Unknown[bool](model.MissingExport("receive connectors"))
	}
	var missing []model.Input
	for _, c := range f.receive {
		missing = append(missing, property.ExpectsCloudRoute.Missing(c.Object)...)
	}
	return model.Given(false, missing)
}

// acceptsCloud tells whether the connector accepts hybrid headers from some domain. Exchange 2010
// has another name for that capability.
func (c *receiveConnector) acceptsCloud() model.Known[bool] {
	return model.Map(property.DomainCapabilities.Of(c.Object), func(entries []any) bool {
		return slices.ContainsFunc(entries, func(entry any) bool {
			granted := entry.(*schema.Entry).Value("capabilities").([]any)
			return slices.Contains(granted, any("AcceptCloudServicesMail")) || slices.Contains(granted, any("AcceptOorgProtocol"))
		})
	})
}

// deriveCloudRoute states for the receive connectors whether some send connector leads to
// Exchange Online.
func (f *deriver) deriveCloudRoute() {
	leads := model.Any(f.send, func(c *sendConnector) model.Known[bool] {
		return model.And(property.Enabled.Of(c.Object), property.EXO.Of(c.Object))
	})
	if !f.org.Exported["SendConnector"] {
		leads = model.Or(leads, model.Unknown[bool](model.MissingExport("send connectors")))
	}
	leads = short(leads)
	for _, c := range f.receive {
		property.CloudRoute.Set(c.Object, leads)
	}
}
