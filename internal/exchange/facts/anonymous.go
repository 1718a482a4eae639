package facts

import (
	"cmp"
	"maps"
	"slices"
)

// expectAnonymous finds, on each server, the front end that should take mail from the
// Internet although none does. The configuration may say that such mail comes through
// a gateway, which logs on or has a connector of its own.
func (f *deriver) expectAnonymous() {
	for _, server := range slices.Sorted(maps.Keys(f.connectors)) {
		missing := f.stateAnonymous(server)
		for _, c := range f.connectors[server] {
			if missing != nil {
				c.SetUnknown("anonymous_mail_missing", "whether some front end of the server takes anonymous mail is not known", missing)
			}
		}
	}
}

// stateAnonymous states the fact for a server's connectors, or returns what would be
// needed to know it.
func (f *deriver) stateAnonymous(server string) (missing []string) {
	var frontends []*receiveConnector
	taken := f.hints.GatewayInFront
	for _, c := range f.connectors[server] {
		if role, known := c.Text("TransportRole"); known && role != "FrontendTransport" {
			continue
		}
		frontends = append(frontends, c)
		takes, known := c.takesAnonymous()
		taken = taken || takes && known
		if !known {
			missing = append(missing, f.missingOf(c.Object, "TransportRole", "Enabled", "Bindings", "PermissionGroups")...)
		}
	}
	if server == "" && !taken {
		missing = []string{"Server"}
	}
	if !taken && missing != nil {
		return missing[:min(len(missing), MaxNear)] // each of the server's connectors will show them
	}
	for _, c := range f.connectors[server] {
		c.Set("anonymous_mail_missing", false)
	}
	if !taken && len(frontends) > 0 {
		slices.MaxFunc(frontends, likelier).Set("anonymous_mail_missing", true)
	}
	return nil
}

// takesAnonymous reports whether a front end takes mail from whoever comes to port 25.
func (c *receiveConnector) takesAnonymous() (takes, known bool) {
	role, roleKnown := c.Text("TransportRole")
	anonymous, groupsKnown := c.Contains("PermissionGroups", "AnonymousUsers")
	_, portsKnown := c.Value("ports")
	enabled, enabledKnown := c.Bool("Enabled")
	if groupsKnown && !anonymous || portsKnown && !c.on25() || enabledKnown && !enabled {
		return false, true
	}
	return role == "FrontendTransport", roleKnown && groupsKnown && portsKnown && enabledKnown
}

func (c *receiveConnector) on25() bool {
	ports, _ := c.Value("ports")
	list, _ := ports.([]any)
	return slices.Contains(list, any(int64(25)))
}

// likelier orders front ends by how likely it is that they were meant for mail from the
// Internet: the one on port 25, enabled, open to all addresses, and first by name.
func likelier(a, b *receiveConnector) int {
	return cmp.Or(
		compareTruth(a.on25(), b.on25()),
		compareTruth(!a.IsTrue("disabled"), !b.IsTrue("disabled")),
		compareTruth(a.IsTrue("wide"), b.IsTrue("wide")),
		cmp.Compare(b.Identity, a.Identity),
	)
}

func compareTruth(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
