package exchange

import (
	"fmt"
	"slices"
	"testing"
)

func TestTheNamesThatCoverAHostAreThoseForWhichExchangeTakesACertificate(t *testing.T) {
	for _, host := range []string{"mail.contoso.com", "ex01", ".contoso.com", "a..com", "mail.contoso.com.", "*.contoso.com", ".", ""} {
		names := slices.Collect(coverersOf(host))
		for _, name := range []string{"mail.contoso.com", "ex01", "*.contoso.com", "*.com", "*.mail.contoso.com", ".contoso.com", "*..com", "*.", "*", "*com", ""} {
			equal(t, fmt.Sprintf("%q for %q", name, host), slices.Contains(names, name), coversHost(name, host))
		}
	}
}
