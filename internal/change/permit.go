package change

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// ofAnonymousUsers are the rights that the group AnonymousUsers gives to those who don't log on.
var ofAnonymousUsers = []string{"ms-exch-smtp-submit", "ms-exch-smtp-accept-any-sender", "ms-exch-smtp-accept-authoritative-domain-sender", "ms-exch-accept-headers-routing"}

// AcceptAnyRecipient is the right to relay.
const AcceptAnyRecipient = "ms-exch-smtp-accept-any-recipient"

// isCustom reports whether a right is none of those that permission groups give.
func isCustom(right string) bool {
	return !slices.Contains(ofAnonymousUsers, strings.ToLower(right))
}

// permit changes the permissions of a receive connector, of which exports show that there are some
// beyond those of the groups: Custom. Whether others are left when one is taken back is not known
// from an export; it is taken for the last one.
func (s *State) permit(op Operation, old *model.Object) []Refusal {
	before, known := old.Value("PermissionGroups")
	list, _ := before.([]any)
	groups := list
	if slices.ContainsFunc(op.Grant.Rights, isCustom) && !op.Grant.Deny {
		groups = slices.DeleteFunc(slices.Clone(list), func(group any) bool { return group == "Custom" })
		if !op.Grant.Removed {
			groups = append(groups, "Custom")
		}
	}
	op.Settings = []Setting{{Property: "PermissionGroups", Argument: op.Place, From: op.Place}}
	draft := old
	if known {
		draft, _ = old.With("PermissionGroups", groups)
	}
	effects := effectsOf(op, old, draft)
	if op.Grant.Removed && len(effects) > 0 {
		s.Assumed = append(s.Assumed, Note{Text: "no other permission of its own is left on " + old.Identity, Location: op.Place})
	}
	s.commit(Step{Operation: op, Effects: effects, Old: old, New: draft})
	return nil
}

// DefaultReplaced says what enabling a certificate for SMTP does to the default one.
func DefaultReplaced(force bool) string {
	if force {
		return "with -Force it replaces the default SMTP certificate of the server, which also secures mail between the organization's own servers and EdgeSync"
	}
	return "Exchange asks whether it replaces the default SMTP certificate of the server; answer No"
}
