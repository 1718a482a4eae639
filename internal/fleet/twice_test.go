package fleet_test

import (
	"slices"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/google/go-cmp/cmp"
)

func TestTwoFlavoursOfOneOrganizationAreOneWithoutContradiction(t *testing.T) {
	objects := varied.All()
	whole := inputs(fleet.Flavours[0], objects)
	for _, flavour := range fleet.Flavours {
		t.Run(flavour.Name, func(t *testing.T) {
			twice := slices.Clone(whole)
			for _, input := range inputs(flavour, objects) {
				input.Name = flavour.Name + "/" + input.Name
				twice = append(twice, input)
			}
			united := normalize(t, twice)
			for _, kind := range fleet.Kinds {
				for _, o := range united.Objects(kind) {
					agrees(t, o)
				}
			}
		})
	}
}

// agrees wants an object to have a second record, which contradicts the first in nothing.
func agrees(t *testing.T, o *model.Object) {
	t.Helper()
	if o.RecordAt(1) == nil {
		t.Errorf("%s has no second record", o.Identity)
	}
	conflicts, _ := o.Value("conflicts")
	if diff := cmp.Diff([]any{}, conflicts); diff != "" {
		t.Errorf("%s: %s", o.Identity, diff)
	}
}
