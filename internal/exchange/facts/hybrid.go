package facts

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// aboutHybrid works out whether the organization shares its mail with Exchange Online,
// and whether the exports show how mail gets there.
func (f *deriver) aboutHybrid() {
	shown := f.showHybrid()
	f.leadToCloud()
	keeps, missing := false, f.hybridGaps()
	for _, c := range f.send {
		keeps = keeps || c.IsTrue("CloudServicesMailEnabled")
		missing = append(missing, f.missingOf(c.Object, "CloudServicesMailEnabled")...)
	}
	missing = limitMissing(missing)
	for _, c := range f.send {
		if !shown && !keeps && len(missing) > 0 {
			c.SetUnknown("hybrid", "whether the organization is a hybrid one is not known", missing)
			continue
		}
		c.Set("hybrid", shown || keeps)
	}
}

// showHybrid marks the first receive connector that accepts hybrid headers, and reports
// whether there is one. Exchange 2010 calls what it grants for them otherwise.
func (f *deriver) showHybrid() (shown bool) {
	for _, c := range f.receive {
		enabled, enabledKnown := c.Bool("Enabled")
		accepts, acceptsKnown := c.acceptsCloud()
		first := enabled && accepts && !shown
		shown = shown || first
		known := enabledKnown && (!enabled || acceptsKnown) || acceptsKnown && !accepts
		c.SetOrUnknown("expects_cloud_route", known, first && !f.hints.InboundOnly, "Enabled", "TlsDomainCapabilities")
	}
	return shown
}

func (c *receiveConnector) acceptsCloud() (accepts, known bool) {
	entries, known := c.Value("domain_capabilities")
	if !known {
		return false, false
	}
	return slices.ContainsFunc(entries.([]any), func(entry any) bool {
		granted := entry.(*schema.Entry).Value("capabilities").([]any)
		return slices.Contains(granted, any("AcceptCloudServicesMail")) || slices.Contains(granted, any("AcceptOorgProtocol"))
	}), true
}

// hybridGaps lists what would have to be known of receive connectors to say that none
// accepts hybrid headers.
func (f *deriver) hybridGaps() (missing []string) {
	if !f.org.Exported["ReceiveConnector"] {
		return []string{"receive connectors"}
	}
	for _, c := range f.receive {
		missing = append(missing, f.missingOf(c.Object, "expects_cloud_route")...)
	}
	return missing
}

// leadToCloud states for the receive connectors whether some send connector leads to
// Exchange Online.
func (f *deriver) leadToCloud() {
	leads := false
	var missing []string
	if !f.org.Exported["SendConnector"] {
		missing = []string{"send connectors"}
	}
	for _, c := range f.send {
		exo, known := c.Bool("exo")
		switch enabled, _ := c.Bool("Enabled"); {
		case known && !exo, c.IsTrue("disabled"):
		case exo && enabled:
			leads = true
		default:
			missing = append(missing, f.missingOf(c.Object, "exo", "Enabled")...)
		}
	}
	missing = limitMissing(missing)
	for _, c := range f.receive {
		if !leads && len(missing) > 0 {
			c.SetUnknown("cloud_route", "whether a send connector leads to Exchange Online is not known", missing)
			continue
		}
		c.Set("cloud_route", leads)
	}
}
