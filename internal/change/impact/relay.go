package impact

import (
	"fmt"
	"math/big"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
)

// relays reports whether clients of a connector can relay: externally secured ones, and anonymous
// ones where permissions were given beyond those of the groups.
func relays(o *model.Object) bool {
	if o == nil || o.Kind.Name != "ReceiveConnector" || isKnown(o, "Enabled") && !isTrue(o, "Enabled") {
		return false
	}
	return has(o, "AuthMechanism", "ExternalAuthoritative") || has(o, "PermissionGroups", "AnonymousUsers") && has(o, "PermissionGroups", "Custom")
}

// relay reports connectors from which more or fewer clients can relay.
func (r *run) relay(p pair) {
	if p.after == nil {
		return
	}
	before, after := rangesOf(p.before), rangesOf(p.after)
	switch was, is := relays(p.before), relays(p.after); {
	case is && !was && r.opens(p):
		property := opening(p)
		r.tell("change/relay-widened", levelOf(after), p, property, fmt.Sprintf("clients of %s can relay to any domain", shown(after)))
	case is && was:
		if more := values.Outside(after, before); len(more) > 0 {
			r.tell("change/relay-widened", levelOf(more), p, "RemoteIPRanges", fmt.Sprintf("%s can relay as well", shown(more)))
		}
		if fewer := values.Outside(before, after); len(fewer) > 0 {
			r.tell("change/relay-narrowed", lint.Warning, p, "RemoteIPRanges", fmt.Sprintf("%s can no longer relay", shown(fewer)))
		}
	case was:
		r.tell("change/relay-narrowed", lint.Warning, p, closing(p), fmt.Sprintf("%s can no longer relay", shown(before)))
	}
}

// opens reports whether what makes relay possible is such a right: permissions of other kinds show
// as Custom too.
func (r *run) opens(p pair) bool {
	if r.free || has(p.before, "PermissionGroups", "Custom") || has(p.after, "AuthMechanism", "ExternalAuthoritative") {
		return true
	}
	return slices.ContainsFunc(r.state.Steps, func(s change.Step) bool {
		grant := s.Operation.Grant
		return s.Identity() == p.identity && grant != nil && !grant.Removed && !grant.Deny &&
			slices.ContainsFunc(grant.Rights, func(right string) bool { return strings.EqualFold(right, change.AcceptAnyRecipient) })
	})
}

// opening returns the property that makes relay possible.
func opening(p pair) string {
	switch {
	case has(p.after, "AuthMechanism", "ExternalAuthoritative") && !has(p.before, "AuthMechanism", "ExternalAuthoritative"):
		return "AuthMechanism"
	case isKnown(p.before, "Enabled") && !isTrue(p.before, "Enabled"):
		return "Enabled"
	}
	return "PermissionGroups"
}

// closing returns the property that makes relay impossible.
func closing(p pair) string {
	switch {
	case !isTrue(p.after, "Enabled"):
		return "Enabled"
	case has(p.before, "AuthMechanism", "ExternalAuthoritative"):
		return "AuthMechanism"
	}
	return "PermissionGroups"
}

func rangesOf(o *model.Object) (ranges []values.IPRange) {
	list, _ := flags(o, "RemoteIPRanges")
	for _, text := range list {
		if r, defect := values.ParseRange(text); defect == "" {
			ranges = append(ranges, r)
		}
	}
	return values.United(ranges)
}

// fewAddresses is up to how many private addresses relay is widened with a note.
const fewAddresses = 256

func levelOf(ranges []values.IPRange) lint.Level {
	count := new(big.Int)
	for _, r := range ranges {
		if !isPrivate(r) {
			return lint.Error
		}
		count.Add(count, size(r))
	}
	if count.Cmp(big.NewInt(fewAddresses)) > 0 {
		return lint.Error
	}
	return lint.Note
}

func size(r values.IPRange) *big.Int {
	low, high := new(big.Int).SetBytes(r.Low.AsSlice()), new(big.Int).SetBytes(r.High.AsSlice())
	return high.Add(high.Sub(high, low), big.NewInt(1))
}

// isPrivate reports whether all of a range is private, of this computer or of its link.
func isPrivate(r values.IPRange) bool {
	for _, text := range []string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10", "::1/128"} {
		if values.OfPrefix(netip.MustParsePrefix(text)).Contains(r) {
			return true
		}
	}
	return false
}

// mostShown bounds the ranges that a message names.
const mostShown = 5

func shown(ranges []values.IPRange) string {
	texts := values.Written(ranges)
	if len(texts) > mostShown {
		return fmt.Sprintf("%s and %d more ranges", strings.Join(texts[:mostShown], ", "), len(texts)-mostShown)
	}
	return strings.Join(texts, ", ")
}
