package facts

import (
	"cmp"
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
)

// expectAnonymous finds, on each server, the front end that should accept mail from the
// Internet although none does. The configuration may say that such mail comes through
// a gateway, which logs on or has a connector of its own.
func (f *deriver) expectAnonymous() {
	for _, server := range slices.Sorted(maps.Keys(f.connectors)) {
		connectors := f.connectors[server]
		accepted := f.acceptsAnonymous(server)
		for _, c := range connectors {
			property.AnonymousMailMissing.Set(c.Object, model.Map(accepted, func(bool) bool { return false }))
		}
		if frontends := frontEnds(connectors); !model.MayBe(accepted) && len(frontends) > 0 {
			property.AnonymousMailMissing.Set(slices.MaxFunc(frontends, likelier).Object, model.Certain(true))
		}
	}
}

// acceptsAnonymous tells whether some front end of a server accepts anonymous mail, or none has to.
func (f *deriver) acceptsAnonymous(server string) model.Known[bool] {
	accepted := model.Or(model.Certain(f.hints.GatewayInFront), model.Any(frontEnds(f.connectors[server]), (*receiveConnector).acceptsAnonymous))
	if server == "" && !model.Is(accepted) {
		return model.Unknown[bool](model.UnknownServer())
	}
	if missing := accepted.Missing(); len(missing) > maxNear { // every connector of the server will name them
		return model.Unknown[bool](missing[:maxNear]...)
	}
	return accepted
}

// frontEnds returns the connectors that are or may be of the front-end transport service.
func frontEnds(connectors []*receiveConnector) []*receiveConnector {
	var frontends []*receiveConnector
	for _, c := range connectors {
		if model.MayBe(c.isFrontEnd()) {
			frontends = append(frontends, c)
		}
	}
	return frontends
}

// acceptsAnonymous tells whether a front end accepts mail from anybody on port 25.
func (c *receiveConnector) acceptsAnonymous() model.Known[bool] {
	return model.And(
		c.isFrontEnd(),
		property.Enabled.Of(c.Object),
		model.Map(property.Ports.Of(c.Object), hasPort25),
		model.Contains(property.PermissionGroups.Of(c.Object), "AnonymousUsers"),
	)
}

func hasPort25(ports []any) bool { return slices.Contains(ports, any(int64(25))) }

// likelier orders front ends by how likely it is that they were meant for mail from the
// Internet: the one on port 25, enabled, open to all addresses, and first by name.
func likelier(a, b *receiveConnector) int {
	on25 := func(c *receiveConnector) bool { return hasPort25(property.Ports.Of(c.Object).OrElse(nil)) }
	return cmp.Or(
		compareBool(on25(a), on25(b)),
		compareBool(!a.isDisabled(), !b.isDisabled()),
		compareBool(model.Is(property.Wide.Of(a.Object)), model.Is(property.Wide.Of(b.Object))),
		cmp.Compare(b.Identity, a.Identity),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
