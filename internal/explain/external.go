package explain

import "github.com/exchlint/exchlint/internal/exchange/model"

// External is whether a connector faces the outside, and why.
type External struct {
	Value  model.Known[bool]
	Reason string
}

func externalOf(o *model.Object) External {
	if o.Kind.Name == "SendConnector" {
		return External{model.Certain(true), "a send connector leads out of the organization, or to a gateway"}
	}
	value, known := o.Value("external")
	if !known {
		return External{model.Unknown[bool](), "TransportRole, Bindings or Enabled is not in the export"}
	}
	return External{model.Certain(value == true), reasonOf(o, value == true)}
}

func reasonOf(o *model.Object, external bool) string {
	switch {
	case text(o, "disabled") == "true":
		return "it is disabled"
	case external && text(o, "edge") == "true":
		return "its server is an Edge Transport server"
	case external:
		return "a FrontendTransport connector, which clients and other organizations reach"
	case text(o, "TransportRole") == "HubTransport":
		return "a HubTransport connector, for mail between Exchange services"
	}
	return "port 717 is for the transport service of the own servers alone"
}
