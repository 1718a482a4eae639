package change

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
)

// check returns why Exchange refuses a draft of an object. old is nil for a new one. What was there
// before is not refused: an export can't have it, or Exchange does not look at it.
func (s *State) check(op Operation, old, draft *model.Object) (refusals []Refusal) {
	var before []clash
	if old != nil {
		before = s.clashesOf(old)
	}
	for _, c := range s.clashesOf(draft) {
		if !slices.ContainsFunc(before, func(other clash) bool { return other.message == c.message && other.rule == c.rule }) {
			refusals = append(refusals, op.refused(c))
		}
	}
	if len(refusals) == 0 || !certain(refusals) {
		refusals = append(refusals, s.against(op, old, draft)...)
	}
	return append(refusals, s.custom(op)...)
}

// refused returns the refusal of a clash, about the property that the operation sets.
func (op Operation) refused(c clash) Refusal {
	property := c.properties[0]
	for _, p := range c.properties {
		if op.setting(p) != nil {
			property = p
			break
		}
	}
	r := op.refusal(c.rule, property, c.message)
	if set := op.setting(property); set != nil {
		r.Location = set.place(op)
	}
	if c.unsure {
		r.Unsure, r.Level = true, lint.Warning
		r.Message += ": Exchange may refuse it"
	} else {
		r.Message += ": Exchange refuses it"
	}
	return r
}

// custom refuses Custom among the permission groups, which can't be given.
func (s *State) custom(op Operation) []Refusal {
	set := op.setting("PermissionGroups")
	if set == nil || set.Unknown != "" || op.Verb == Permission {
		return nil
	}
	given := strings.Join(texts(set.Value), ",")
	for _, word := range strings.Split(given, ",") {
		if strings.EqualFold(strings.TrimSpace(word), "Custom") {
			return []Refusal{op.refused(clash{Refused, []string{"PermissionGroups"}, "Custom can't be given; it shows permissions that Add-ADPermission gave", true})}
		}
	}
	return nil
}

// texts returns a value as asked for as a list of texts.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// against refuses what conflicts with other objects.
func (s *State) against(op Operation, old, draft *model.Object) []Refusal {
	switch op.Kind {
	case "ReceiveConnector":
		return s.listenersConflict(op, old, draft)
	case "SendConnector":
		return s.notForSMTP(op, draft)
	}
	return nil
}

// notForSMTP refuses the name of a certificate that the first source server has, but not for SMTP.
// Set-SendConnector looks, New-SendConnector does not; names are compared with regard to case.
func (s *State) notForSMTP(op Operation, draft *model.Object) []Refusal {
	sources, _ := settings{draft}.list("SourceTransportServers")
	name, known := settings{draft}.text("TlsCertificateName")
	if op.Verb != Set || !known || name == "" || len(sources) == 0 {
		return nil
	}
	enabled, found := false, false
	for _, c := range s.Objects("ExchangeCertificate") {
		server, _ := settings{c}.text("Server")
		if server != values.ShortServer(sources[0]) || !names(name, c, false) {
			continue
		}
		found, enabled = true, enabled || !settings{c}.lacks("Services", "SMTP")
	}
	if !found || enabled {
		return nil
	}
	message := fmt.Sprintf("the certificate that TlsCertificateName names is not enabled for SMTP on %s, the first source server", sources[0])
	return []Refusal{op.refused(clash{"send/tls-certificate-not-smtp-enabled", []string{"TlsCertificateName", "SourceTransportServers"}, message, false})}
}

// names reports whether a TlsCertificateName names a certificate.
func names(name string, certificate *model.Object, fold bool) bool {
	parts := values.ParseCertificateName(name)
	issuer, _ := settings{certificate}.text("Issuer")
	subject, _ := settings{certificate}.text("Subject")
	equal := func(a, b string) bool { return a == b || fold && strings.EqualFold(a, b) }
	return parts.WellFormed() && equal(parts.Subject, subject) && (parts.Form == "subject-only" || equal(parts.Issuer, issuer))
}

// listenersConflict refuses bindings and ranges that conflict with those of another connector of
// the server.
func (s *State) listenersConflict(op Operation, old, draft *model.Object) (refusals []Refusal) {
	if old != nil && sameListener(old, draft) {
		return nil
	}
	for _, property := range []string{"Bindings", "RemoteIPRanges"} {
		if (settings{draft}).empty(property) {
			return []Refusal{op.refused(clash{Refused, []string{property}, property + " is empty", false})}
		}
	}
	own, known := listenerOf(draft)
	for _, other := range s.Objects("ReceiveConnector") {
		theirs, also := listenerOf(other)
		if other == old || !known || !also || theirs.server != own.server {
			continue
		}
		if c, met := own.conflict(theirs, other.Identity); met {
			return append(refusals, op.refused(c))
		}
	}
	return nil
}

func sameListener(a, b *model.Object) bool {
	for _, property := range []string{"Bindings", "RemoteIPRanges", "TransportRole"} {
		before, _ := a.Value(property)
		after, _ := b.Value(property)
		if !same(before, after) {
			return false
		}
	}
	return true
}

// listener is where a connector listens, and for whom.
type listener struct {
	server, role string
	bindings     []netip.AddrPort
	ranges       []values.IPRange
}

func listenerOf(o *model.Object) (l listener, known bool) {
	bindings, ok := settings{o}.list("Bindings")
	ranges, also := settings{o}.list("RemoteIPRanges")
	l.server, _ = settings{o}.text("Server")
	l.role, _ = settings{o}.text("TransportRole")
	for _, text := range bindings {
		if at, err := netip.ParseAddrPort(text); err == nil {
			l.bindings = append(l.bindings, at)
		}
	}
	for _, text := range ranges {
		if r, wrong := values.ParseRange(text); wrong == "" {
			l.ranges = append(l.ranges, r)
		}
	}
	return l, ok && also && l.server != ""
}

// conflict returns the clash of two connectors of one server.
func (l listener) conflict(other listener, name string) (clash, bool) {
	for _, at := range l.bindings {
		for _, theirs := range other.bindings {
			equal := at == theirs
			if at.Port() != theirs.Port() || at.Addr().Is4() != theirs.Addr().Is4() || !equal && !at.Addr().IsUnspecified() && !theirs.Addr().IsUnspecified() {
				continue
			}
			if l.role != "" && other.role != "" && l.role != other.role {
				message := fmt.Sprintf("%s listens on %s with the transport role %s", name, theirs, other.role)
				return clash{"receive/transport-role-binding-conflict", []string{"Bindings", "TransportRole"}, message, false}, true
			}
			if ours, range2, met := l.overlap(other, equal); met {
				message := fmt.Sprintf("%s has the range %s on %s, which conflicts with %s", name, range2, theirs, ours)
				return clash{"receive/binding-range-conflict", []string{"RemoteIPRanges", "Bindings"}, message, false}, true
			}
		}
	}
	return clash{}, false
}

// overlap returns two ranges that are equal, or of which neither contains the other.
func (l listener) overlap(other listener, equal bool) (ours, theirs values.IPRange, met bool) {
	for _, a := range l.ranges {
		for _, b := range other.ranges {
			if a == b && equal || a != b && a.Overlaps(b) && !a.Contains(b) && !b.Contains(a) {
				return a, b, true
			}
		}
	}
	return ours, theirs, false
}
