package values

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAddressSpacesAreTakenApart(t *testing.T) {
	got := []AddressSpace{ParseAddressSpace("SMTP:contoso.com;10"), ParseAddressSpace("X400:c=us;a= ;p=contoso;1"), ParseAddressSpace("contoso.com"), ParseAddressSpace("")}
	want := []AddressSpace{{Kind: "SMTP", Domain: "contoso.com", Cost: 10}, {Kind: "X400", Domain: "c=us;a= ;p=contoso", Cost: 1}, {Domain: "contoso.com"}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
