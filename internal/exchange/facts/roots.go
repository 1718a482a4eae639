package facts

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
)

// compareRoots states for each copy of a certificate whose root was only installed by hand on its
// server on which other servers the root is a public one, as the CA's root program makes it.
func compareRoots(copies []*certificate) {
	trusted := model.Filter(copies, func(c *certificate) model.Known[bool] { return c.hasRoot("ThirdParty") })
	if len(trusted.Found) == 0 && trusted.Missing == nil {
		return
	}
	elsewhere := model.Map(trusted.Some(), func(found []*certificate) *model.Datum {
		return model.DatumOf(certificateEntries(found[:min(len(found), maxNear)]))
	})
	for _, c := range copies {
		if model.Is(c.hasRoot("Registry")) {
			property.TrustedElsewhere.Share(c.Object, elsewhere)
		}
	}
}
