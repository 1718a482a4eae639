package values

import (
	"slices"
	"testing"
)

func TestTheNamesThatCoverAHostAreThoseForWhichExchangeTakesACertificate(t *testing.T) {
	for _, host := range []string{"mail.contoso.com", "ex01", ".contoso.com", "a..com", "mail.contoso.com.", "*.contoso.com", ".", ""} {
		names := slices.Collect(CoverersOf(host))
		for _, name := range []string{"mail.contoso.com", "ex01", "*.contoso.com", "*.com", "*.mail.contoso.com", ".contoso.com", "*..com", "*.", "*", "*com", ""} {
			if listed, covers := slices.Contains(names, name), CoversForExchange(name, host); listed != covers {
				t.Errorf("%q for %q: listed %t, covers %t", name, host, listed, covers)
			}
		}
	}
}
